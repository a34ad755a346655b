"""What `--json` prints: one object, whose fields are described here and in docs/json.md.

Fields that have no value are null; times are ISO 8601 in UTC, spans are half-open ranges of
characters in a document's kept text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import AliasPath, BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from bot.doctor import Finding
    from bot.store.gaps import Gap
    from bot.types import Answer
    from knowledge.catalogue import DocumentRecord, GenerationRecord, SourceRecord
    from knowledge.types import Hit, Retrieval


class _Printed(BaseModel):
    """Read from what the core gives, by attributes of the same names or along a path of them."""

    model_config = ConfigDict(from_attributes=True)


class CitationJson(_Printed):
    """The exact words that a sentence rests on."""

    number: Annotated[int, Field(description="number of the source in this answer")]
    quote: Annotated[str, Field(description="the words, character for character")]
    start: Annotated[
        int,
        Field(
            validation_alias=AliasPath("span", "start"),
            description="where the quote starts in the document",
        ),
    ]
    end: Annotated[
        int, Field(validation_alias=AliasPath("span", "end"), description="where it ends")
    ]
    passage: Annotated[str, Field(description="id of the passage that holds the quote")]
    title: Annotated[str, Field(description="the document's title")]
    publisher: Annotated[str | None, Field(description="who published what bears the words out")]
    published: Annotated[date | None, Field(description="when, as YYYY-MM-DD")]
    address: Annotated[str | None, Field(description="where that is; null for a local file")]
    link: Annotated[str | None, Field(description="opens the source at the quote, where possible")]


class SentenceJson(_Printed):
    """A sentence of an answer."""

    text: Annotated[str, Field(description="the sentence, without citation marks")]
    quoted: Annotated[bool, Field(description="whether these are the source's own words")]
    language: Annotated[str | None, Field(description="language of the sentence (ISO 639-1)")]
    break_before: Annotated[bool, Field(description="whether a new paragraph starts here")]
    citations: Annotated[list[CitationJson], Field(description="what it rests on")]


class ReferenceJson(_Printed):
    """A publication that a source names for what is cited of it."""

    address: Annotated[str, Field(description="its web address")]
    publisher: Annotated[str | None, Field(description="who published it")]
    published: Annotated[date | None, Field(description="when, as YYYY-MM-DD")]


class SourceJson(_Printed):
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


class UsageJson(_Printed):
    """Tokens that a model read and wrote."""

    prompt_tokens: Annotated[int, Field(description="tokens read")]
    cached_tokens: Annotated[int, Field(description="those of them from the endpoint's cache")]
    completion_tokens: Annotated[int, Field(description="tokens written")]
    cost: Annotated[float | None, Field(description="US dollars; null where no price is set")]


class HitJson(_Printed):
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


class SearchJson(_Printed):
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


class AnswerJson(_Printed):
    """An answer: `explainer ask --json` and `explainer summary --json`."""

    id: Annotated[str, Field(description="id of the answer")]
    question: Annotated[
        str,
        Field(
            validation_alias=AliasPath("question", "text"),
            description="the question as it was asked",
        ),
    ]
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
        return cls.model_validate(answer).model_copy(update={"why": why})


class FailureJson(_Printed):
    """A source that could not be read."""

    source: Annotated[str, Field(description="path or address")]
    reason: Annotated[str, Field(description="why, and what to do")]


class IndexJson(_Printed):
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


class GenerationJson(_Printed):
    """An index: `explainer rollback --json`, and part of `explainer sources --json`."""

    generation: Annotated[str, Field(validation_alias="id", description="id of the index")]
    embedder: Annotated[str, Field(description="what made its vectors")]
    dimension: Annotated[int, Field(description="numbers in a vector")]
    created: Annotated[datetime, Field(description="when it was made")]
    documents: Annotated[int, Field(description="documents in it")]
    passages: Annotated[int, Field(description="passages in it")]


class DocumentJson(_Printed):
    """An indexed document."""

    id: Annotated[
        str,
        Field(
            validation_alias=AliasPath("info", "id"),
            description="stays the same as long as the source does",
        ),
    ]
    title: Annotated[
        str, Field(validation_alias=AliasPath("info", "title"), description="its title")
    ]
    source: Annotated[
        str,
        Field(
            validation_alias=AliasPath("info", "source"),
            description="path or address that was indexed",
        ),
    ]
    address: Annotated[
        str | None,
        Field(
            validation_alias=AliasPath("info", "address"),
            description="web address; null for a local file",
        ),
    ]
    publisher: Annotated[
        str | None,
        Field(validation_alias=AliasPath("info", "publisher"), description="who published it"),
    ]
    published: Annotated[
        date | None,
        Field(validation_alias=AliasPath("info", "published"), description="when, as YYYY-MM-DD"),
    ]
    language: Annotated[
        str,
        Field(
            validation_alias=AliasPath("info", "language"), description="its language (ISO 639-1)"
        ),
    ]
    scope: Annotated[
        str,
        Field(
            validation_alias=AliasPath("info", "scope"),
            description="who may read it: `everyone` or a place in a chat",
        ),
    ]
    passages: Annotated[int, Field(description="passages cut from it")]
    indexed_at: Annotated[datetime, Field(description="when it was last read in")]


class RememberedJson(_Printed):
    """A source that is read again at every run."""

    source: Annotated[str, Field(validation_alias="location", description="path or address")]
    scope: Annotated[str, Field(description="who may read what is found there")]
    added_at: Annotated[datetime | None, Field(description="when it was first given")]


class SourcesJson(_Printed):
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
        parts = {"index": live, "documents": documents, "remembered": remembered}
        return cls.model_validate(parts)


class GapJson(_Printed):
    """A question that the documents did not answer."""

    id: Annotated[int, Field(description="number of the gap")]
    question: Annotated[str, Field(description="the question as it was asked")]
    standalone: Annotated[str, Field(description="the question as it was understood")]
    language: Annotated[str, Field(description="its language (ISO 639-1)")]
    topics: Annotated[list[str], Field(description="titles of documents near to it")]
    created: Annotated[datetime, Field(description="when it was asked")]


class GapsJson(_Printed):
    """Questions without an answer: `explainer gaps --json`."""

    gaps: Annotated[list[GapJson], Field(description="the open ones, newest first")]

    @classmethod
    def of(cls, gaps: Sequence[Gap]) -> GapsJson:
        """From what the database keeps."""
        return cls.model_validate({"gaps": gaps})


class FindingJson(_Printed):
    """One thing that was checked."""

    subject: Annotated[str, Field(description="what was checked")]
    state: Annotated[str, Field(description="`ok`, `note` or `problem`")]
    message: Annotated[str, Field(description="what was found; for a problem, what to do")]


class DoctorJson(_Printed):
    """What was checked: `explainer doctor --json`."""

    ok: Annotated[bool, Field(description="whether there is no problem")]
    findings: Annotated[list[FindingJson], Field(description="what was found, in order")]

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> DoctorJson:
        """From what the doctor found."""
        ok = all(finding.state != "problem" for finding in findings)
        return cls.model_validate({"ok": ok, "findings": findings})


PRINTED = (AnswerJson, SearchJson, SourcesJson, IndexJson, GenerationJson, GapsJson, DoctorJson)
"""The objects that commands print."""
