"""What `--json` prints: one object, whose fields are described here and in docs/json.md.

Fields that have no value are null; times are ISO 8601 in UTC, spans are half-open ranges of
characters in a document's kept text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from bot.doctor import Finding
    from bot.store.gaps import Gap
    from bot.types import Answer, Citation, Sentence, Source, Usage
    from knowledge.catalogue import DocumentRecord, GenerationRecord, SourceRecord
    from knowledge.types import Hit, IndexReport, Reference, Retrieval


class CitationJson(BaseModel):
    """The exact words that a sentence rests on."""

    number: Annotated[int, Field(description="number of the source in this answer")]
    quote: Annotated[str, Field(description="the words, character for character")]
    start: Annotated[int, Field(description="where the quote starts in the document")]
    end: Annotated[int, Field(description="where it ends")]
    passage: Annotated[str, Field(description="id of the passage that holds the quote")]
    title: Annotated[str, Field(description="the document's title")]
    publisher: Annotated[str | None, Field(description="who published what bears the words out")]
    published: Annotated[date | None, Field(description="when, as YYYY-MM-DD")]
    address: Annotated[str | None, Field(description="where that is; null for a local file")]
    link: Annotated[str | None, Field(description="opens the source at the quote, where possible")]

    @classmethod
    def of(cls, citation: Citation) -> CitationJson:
        """From what the engine gives."""
        return cls(
            number=citation.number,
            quote=citation.quote,
            start=citation.span.start,
            end=citation.span.end,
            passage=citation.passage,
            title=citation.title,
            publisher=citation.publisher,
            published=citation.published,
            address=citation.address,
            link=citation.link,
        )


class SentenceJson(BaseModel):
    """A sentence of an answer."""

    text: Annotated[str, Field(description="the sentence, without citation marks")]
    quoted: Annotated[bool, Field(description="whether these are the source's own words")]
    language: Annotated[str | None, Field(description="language of the sentence (ISO 639-1)")]
    break_before: Annotated[bool, Field(description="whether a new paragraph starts here")]
    citations: Annotated[list[CitationJson], Field(description="what it rests on")]

    @classmethod
    def of(cls, sentence: Sentence) -> SentenceJson:
        """From what the engine gives."""
        return cls(
            text=sentence.text,
            quoted=sentence.quoted,
            language=sentence.language,
            break_before=sentence.break_before,
            citations=[CitationJson.of(citation) for citation in sentence.citations],
        )


class ReferenceJson(BaseModel):
    """A publication that a source names for what is cited of it."""

    address: Annotated[str, Field(description="its web address")]
    publisher: Annotated[str | None, Field(description="who published it")]
    published: Annotated[date | None, Field(description="when, as YYYY-MM-DD")]

    @classmethod
    def of(cls, reference: Reference) -> ReferenceJson:
        """From what the engine gives."""
        return cls(
            address=reference.address,
            publisher=reference.publisher,
            published=reference.published,
        )


class SourceJson(BaseModel):
    """A numbered source of an answer: a document."""

    number: Annotated[int, Field(description="its number in this answer, from 1")]
    title: Annotated[str, Field(description="the document's title")]
    address: Annotated[str | None, Field(description="web address; null for a local file")]
    publisher: Annotated[str | None, Field(description="who published it")]
    published: Annotated[date | None, Field(description="when, as YYYY-MM-DD")]
    language: Annotated[str, Field(description="the document's language (ISO 639-1)")]
    references: Annotated[
        list[ReferenceJson],
        Field(description="publications that it names for what is cited"),
    ]

    @classmethod
    def of(cls, source: Source) -> SourceJson:
        """From what the engine gives."""
        return cls(
            number=source.number,
            title=source.title,
            address=source.address,
            publisher=source.publisher,
            published=source.published,
            language=source.language,
            references=[ReferenceJson.of(reference) for reference in source.references],
        )


class UsageJson(BaseModel):
    """Tokens that a model read and wrote."""

    prompt_tokens: Annotated[int, Field(description="tokens read")]
    cached_tokens: Annotated[int, Field(description="those of them from the endpoint's cache")]
    completion_tokens: Annotated[int, Field(description="tokens written")]
    cost: Annotated[float | None, Field(description="US dollars; null where no price is set")]

    @classmethod
    def of(cls, usage: Usage) -> UsageJson:
        """From what the engine gives."""
        return cls(
            prompt_tokens=usage.prompt_tokens,
            cached_tokens=usage.cached_tokens,
            completion_tokens=usage.completion_tokens,
            cost=usage.cost,
        )


class HitJson(BaseModel):
    """A passage that was found."""

    passage: Annotated[str, Field(description="id of the passage")]
    title: Annotated[str, Field(description="title of its document")]
    source: Annotated[str, Field(description="path or address that was indexed")]
    address: Annotated[str | None, Field(description="web address; null for a local file")]
    language: Annotated[str, Field(description="language of the document (ISO 639-1)")]
    headings: Annotated[list[str], Field(description="headings above it, highest first")]
    page: Annotated[int | None, Field(description="page, from 1, for formats that have pages")]
    start: Annotated[int, Field(description="where it starts in the document")]
    end: Annotated[int, Field(description="where it ends")]
    text: Annotated[str, Field(description="the passage")]
    score: Annotated[float, Field(description="ranks the passages of one question")]
    relevance: Annotated[float, Field(description="what the floor is held against")]
    similarity: Annotated[float, Field(description="cosine of question and passage")]
    best_sentence: Annotated[str, Field(description="the sentence nearest to the question")]
    best_sentence_similarity: Annotated[float, Field(description="its cosine with the question")]
    bm25: Annotated[float | None, Field(description="score by words; null across languages")]

    @classmethod
    def of(cls, hit: Hit) -> HitJson:
        """From what retrieval gives."""
        passage, best = hit.passage, hit.best_sentence
        return cls(
            passage=passage.id,
            title=passage.document.title,
            source=passage.document.source,
            address=passage.document.address,
            language=passage.document.language,
            headings=list(passage.headings),
            page=passage.page,
            start=passage.span.start,
            end=passage.span.end,
            text=passage.text,
            # Numbers of NumPy, where they come in, are no JSON.
            score=float(hit.score),
            relevance=float(hit.relevance),
            similarity=float(hit.similarity),
            best_sentence=passage.sentence_texts()[best],
            best_sentence_similarity=float(hit.sentence_similarities[best]),
            bm25=None if hit.bm25 is None else float(hit.bm25),
        )


class DroppedJson(HitJson):
    """A passage that was found and left out."""

    reason: Annotated[str, Field(description="why it was left out")]


class SearchJson(BaseModel):
    """What a search found: `explainer search --json`, and `why` of an answer."""

    query: Annotated[str, Field(description="what was searched for")]
    language: Annotated[str, Field(description="language it was taken to be in (ISO 639-1)")]
    generation: Annotated[str, Field(description="the index that was searched; empty if none")]
    floor: Annotated[float, Field(description="the relevance below which nothing fits")]
    hits: Annotated[list[HitJson], Field(description="passages found, best first")]
    dropped: Annotated[list[DroppedJson], Field(description="passages left out, best first")]

    @classmethod
    def of(cls, query: str, language: str, found: Retrieval) -> SearchJson:
        """From what retrieval gives."""
        return cls(
            query=query,
            language=language,
            generation=found.generation,
            floor=float(found.floor),
            hits=[HitJson.of(hit) for hit in found.hits],
            dropped=[
                DroppedJson(**HitJson.of(left.hit).model_dump(), reason=left.reason)
                for left in found.dropped
            ],
        )


class AnswerJson(BaseModel):
    """An answer: `explainer ask --json` and `explainer summary --json`."""

    id: Annotated[str, Field(description="id of the answer")]
    question: Annotated[str, Field(description="the question as it was asked")]
    standalone: Annotated[str, Field(description="the question as it was understood")]
    language: Annotated[str, Field(description="language of the answer (ISO 639-1)")]
    outcome: Annotated[str, Field(description="`answered`, `unknown`, `small_talk` or `stopped`")]
    text: Annotated[str, Field(description="the whole answer, with its citation marks")]
    sentences: Annotated[list[SentenceJson], Field(description="its sentences")]
    sources: Annotated[list[SourceJson], Field(description="its sources, by number")]
    notices: Annotated[list[str], Field(description="what the asker should know about it")]
    topics: Annotated[list[str], Field(description="where unknown: titles that are near")]
    writer: Annotated[str, Field(description="the endpoint that wrote it, or `embedded`")]
    prompt_version: Annotated[str | None, Field(description="the prompt a model was given")]
    usage: Annotated[UsageJson, Field(description="tokens and cost")]
    dropped_sentences: Annotated[int, Field(description="sentences that did not hold")]
    generation: Annotated[str, Field(description="the index it was answered from")]
    seconds_to_first: Annotated[float, Field(description="seconds until the first sentence")]
    seconds: Annotated[float, Field(description="seconds in all")]
    why: Annotated[SearchJson | None, Field(description="with `--why`: what was found")] = None

    @classmethod
    def of(cls, answer: Answer, why: SearchJson | None) -> AnswerJson:
        """From what the engine gives."""
        return cls(
            id=answer.id,
            question=answer.question.text,
            standalone=answer.standalone,
            language=answer.language,
            outcome=answer.outcome.value,
            text=answer.text,
            sentences=[SentenceJson.of(sentence) for sentence in answer.sentences],
            sources=[SourceJson.of(source) for source in answer.sources],
            notices=list(answer.notices),
            topics=list(answer.topics),
            writer=answer.writer,
            prompt_version=answer.prompt_version,
            usage=UsageJson.of(answer.usage),
            dropped_sentences=answer.dropped_sentences,
            generation=answer.generation,
            seconds_to_first=answer.seconds_to_first,
            seconds=answer.seconds,
            why=why,
        )


class FailureJson(BaseModel):
    """A source that could not be read."""

    source: Annotated[str, Field(description="path or address")]
    reason: Annotated[str, Field(description="why, and what to do")]


class IndexJson(BaseModel):
    """What a run did: `explainer index --json` and `explainer remove --json`."""

    generation: Annotated[str, Field(description="the index that is live now; empty if none")]
    added: Annotated[list[str], Field(description="sources that are new")]
    changed: Annotated[list[str], Field(description="sources that changed")]
    unchanged: Annotated[list[str], Field(description="sources read again and found the same")]
    removed: Annotated[list[str], Field(description="sources that are gone")]
    failed: Annotated[list[FailureJson], Field(description="sources that could not be read")]
    passages: Annotated[int, Field(description="passages in the index")]
    embedded: Annotated[int, Field(description="passages that had to be embedded")]
    rebuilt: Annotated[bool, Field(description="whether another embedder made it all anew")]
    seconds: Annotated[float, Field(description="how long it took")]

    @classmethod
    def of(cls, report: IndexReport) -> IndexJson:
        """From what the indexer gives."""
        return cls(
            generation=report.generation,
            added=list(report.added),
            changed=list(report.changed),
            unchanged=list(report.unchanged),
            removed=list(report.removed),
            failed=[FailureJson(source=one.source, reason=one.reason) for one in report.failed],
            passages=report.passages,
            embedded=report.embedded,
            rebuilt=report.rebuilt,
            seconds=report.seconds,
        )


class GenerationJson(BaseModel):
    """An index: `explainer rollback --json`, and part of `explainer sources --json`."""

    generation: Annotated[str, Field(description="id of the index")]
    embedder: Annotated[str, Field(description="what made its vectors")]
    dimension: Annotated[int, Field(description="numbers in a vector")]
    created: Annotated[datetime, Field(description="when it was made")]
    documents: Annotated[int, Field(description="documents in it")]
    passages: Annotated[int, Field(description="passages in it")]

    @classmethod
    def of(cls, record: GenerationRecord) -> GenerationJson:
        """From the catalogue's record."""
        return cls(
            generation=record.id,
            embedder=record.embedder,
            dimension=record.dimension,
            created=record.created,
            documents=record.documents,
            passages=record.passages,
        )


class DocumentJson(BaseModel):
    """An indexed document."""

    id: Annotated[str, Field(description="stays the same as long as the source does")]
    title: Annotated[str, Field(description="its title")]
    source: Annotated[str, Field(description="path or address that was indexed")]
    address: Annotated[str | None, Field(description="web address; null for a local file")]
    publisher: Annotated[str | None, Field(description="who published it")]
    published: Annotated[date | None, Field(description="when, as YYYY-MM-DD")]
    language: Annotated[str, Field(description="its language (ISO 639-1)")]
    scope: Annotated[str, Field(description="who may read it: `everyone` or a place in a chat")]
    passages: Annotated[int, Field(description="passages cut from it")]
    indexed_at: Annotated[datetime, Field(description="when it was last read in")]

    @classmethod
    def of(cls, record: DocumentRecord) -> DocumentJson:
        """From the catalogue's record."""
        info = record.info
        return cls(
            id=info.id,
            title=info.title,
            source=info.source,
            address=info.address,
            publisher=info.publisher,
            published=info.published,
            language=info.language,
            scope=info.scope,
            passages=record.passages,
            indexed_at=record.indexed_at,
        )


class RememberedJson(BaseModel):
    """A source that is read again at every run."""

    source: Annotated[str, Field(description="path or address")]
    scope: Annotated[str, Field(description="who may read what is found there")]
    added_at: Annotated[datetime | None, Field(description="when it was first given")]


class SourcesJson(BaseModel):
    """What is indexed: `explainer sources --json`."""

    index: Annotated[GenerationJson | None, Field(description="the live index; null if none")]
    documents: Annotated[list[DocumentJson], Field(description="its documents, by title")]
    remembered: Annotated[list[RememberedJson], Field(description="sources given to `index`")]

    @classmethod
    def of(
        cls,
        live: GenerationRecord | None,
        documents: Sequence[DocumentRecord],
        remembered: Sequence[SourceRecord],
    ) -> SourcesJson:
        """From the catalogue's records."""
        return cls(
            index=None if live is None else GenerationJson.of(live),
            documents=[DocumentJson.of(record) for record in documents],
            remembered=[
                RememberedJson(source=one.location, scope=one.scope, added_at=one.added_at)
                for one in remembered
            ],
        )


class GapJson(BaseModel):
    """A question that the documents did not answer."""

    id: Annotated[int, Field(description="number of the gap")]
    question: Annotated[str, Field(description="the question as it was asked")]
    standalone: Annotated[str, Field(description="the question as it was understood")]
    language: Annotated[str, Field(description="its language (ISO 639-1)")]
    topics: Annotated[list[str], Field(description="titles of documents near to it")]
    created: Annotated[datetime, Field(description="when it was asked")]


class GapsJson(BaseModel):
    """Questions without an answer: `explainer gaps --json`."""

    gaps: Annotated[list[GapJson], Field(description="the open ones, newest first")]

    @classmethod
    def of(cls, gaps: Sequence[Gap]) -> GapsJson:
        """From what the database keeps."""
        return cls(
            gaps=[
                GapJson(
                    id=gap.id,
                    question=gap.question,
                    standalone=gap.standalone,
                    language=gap.language,
                    topics=list(gap.topics),
                    created=gap.created,
                )
                for gap in gaps
            ]
        )


class FindingJson(BaseModel):
    """One thing that was checked."""

    subject: Annotated[str, Field(description="what was checked")]
    state: Annotated[str, Field(description="`ok`, `note` or `problem`")]
    message: Annotated[str, Field(description="what was found; for a problem, what to do")]


class DoctorJson(BaseModel):
    """What was checked: `explainer doctor --json`."""

    ok: Annotated[bool, Field(description="whether there is no problem")]
    findings: Annotated[list[FindingJson], Field(description="what was found, in order")]

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> DoctorJson:
        """From what the doctor found."""
        shown = [
            FindingJson(subject=one.subject, state=one.state.value, message=one.message)
            for one in findings
        ]
        return cls(ok=all(one.state != "problem" for one in shown), findings=shown)


PRINTED = (AnswerJson, SearchJson, SourcesJson, IndexJson, GenerationJson, GapsJson, DoctorJson)
"""The objects that commands print."""
