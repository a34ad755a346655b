"""The embedded answerer quotes the sentences that answer, whole and in one language."""

from datetime import date

from bot import extractive
from bot.conversation import Standalone
from knowledge.types import DocumentInfo, Hit, Passage, Retrieval, Span


def _hit(
    *sentences: str,
    cosines: tuple[float, ...],
    score: float = 1.0,
    language: str = "en",
    headings: tuple[str, ...] = (),
    document: str = "d",
    published: date | None = None,
    at: int = 0,
) -> Hit:
    text = " ".join(sentences)
    spans, start = [], at
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    info = DocumentInfo(document, f"{document}.txt", document, language, published=published)
    passage = Passage(
        f"{document}-{text[:10]}", info, text, Span(at, at + len(text)), tuple(spans), 0, headings
    )
    return Hit(passage, score, max(cosines), cosines, relevance=1.0)


def _found(*hits: Hit) -> Retrieval:
    return Retrieval(tuple(hits), ranked=tuple(hits), floor=0.5, unit=0.5, generation="g")


def _answer(question: str, *hits: Hit, language: str = "en") -> list[str]:
    drafts = extractive.answer(Standalone.of(question), language, _found(*hits))
    return [draft.text for draft in drafts]


def test_the_sentence_that_answers_comes_first_and_is_quoted_word_for_word() -> None:
    hit = _hit(
        "The old mill stands by the river.",
        "The old mill was built by Ada Thornbury in 1874.",
        "Tickets for a tour are sold at the gate.",
        cosines=(0.80, 0.86, 0.70),
    )

    answer = _answer("Who built the old mill?", hit)

    assert answer[0] == "The old mill was built by Ada Thornbury in 1874."
    assert "Tickets for a tour are sold at the gate." not in answer


def test_the_only_sentence_that_answers_is_followed_by_the_one_that_goes_on() -> None:
    hit = _hit(
        "The old mill was built by Ada Thornbury in 1874.",
        "The great wheel turns under the roof.",
        "Tickets for a tour are sold at the gate.",
        cosines=(0.86, 0.84, 0.60),
    )

    assert _answer("Who built the old mill?", hit) == [
        "The old mill was built by Ada Thornbury in 1874.",
        "The great wheel turns under the roof.",
    ]


def test_who_asks_when_is_not_answered_without_a_time() -> None:
    hit = _hit("The old mill was built by Ada Thornbury.", cosines=(0.86,))

    assert _answer("When was the old mill built?", hit) == []


def test_a_question_in_a_document_is_no_answer_but_the_sentence_behind_it_is() -> None:
    hit = _hit(
        "Why was the old mill closed?",
        "Cracks had been found in its northern wall.",
        cosines=(0.95, 0.72),
    )

    assert _answer("Why was the old mill closed?", hit)[0] == (
        "Cracks had been found in its northern wall."
    )


def test_a_sentence_under_a_heading_that_asks_the_same_need_not_repeat_its_words() -> None:
    under = _hit(
        "Cracks had been found in the northern wall.",
        cosines=(0.80,),
        headings=("Why was the old mill closed?",),
    )
    other = _hit("The old mill has a closed yard.", cosines=(0.80,), document="e", score=0.9)

    assert _answer("Why was the old mill closed?", under, other)[0].startswith("Cracks")


def test_a_sentence_that_points_back_is_quoted_with_the_one_before() -> None:
    hit = _hit(
        "Ada Thornbury came to Larkford as a girl.",
        "She built the old mill there.",
        cosines=(0.70, 0.86),
    )

    assert _answer("Who built the old mill?", hit) == [
        "Ada Thornbury came to Larkford as a girl. She built the old mill there."
    ]


def test_words_of_someone_named_before_are_quoted_with_the_name() -> None:
    hit = _hit(
        "The mason Edith Crowe doubted the plan.",
        "“The old mill will fall,” she said.",
        cosines=(0.70, 0.86),
    )

    (quote,) = _answer("Will the old mill fall?", hit)

    assert quote.startswith("The mason Edith Crowe")


def test_what_says_the_same_is_quoted_once() -> None:
    one = _hit("The old mill was built in 1874.", cosines=(0.86,))
    same = _hit("Built in 1874: the old mill.", cosines=(0.85,), document="e", score=0.9)

    assert len(_answer("When was the old mill built?", one, same)) == 1


def test_an_answer_keeps_to_one_language_the_askers_if_it_can() -> None:
    french = _hit(
        "Le vieux moulin a été construit en 1874.",
        cosines=(0.87,),
        language="fr",
        document="f",
        score=1.05,
    )
    english = _hit("The old mill was built in 1874.", cosines=(0.86,))

    assert _answer("When was the old mill built?", french, english) == [
        "The old mill was built in 1874."
    ]


def test_a_passage_that_has_the_name_asked_for_is_taken_before_a_nearer_one() -> None:
    near = _hit("Oracle's shares fell by 14% that day.", cosines=(0.88,), score=1.4)
    named = _hit("Vistra's shares fell by 28% that day.", cosines=(0.84,), document="v", score=0.6)

    answer = _answer("How much did Vistra's shares fall?", near, named)

    assert answer == ["Vistra's shares fell by 28% that day."]


def test_a_follow_ups_own_words_count_more_than_those_it_leans_on() -> None:
    before = _hit("Oracle's shares fell by 14% that day.", cosines=(0.86,))
    after = _hit("Vistra's shares fell by 28% that day.", cosines=(0.86,), document="v")
    question = Standalone("How much did Oracle's shares fall? And Vistra?", own="And Vistra?")

    drafts = extractive.answer(question, "en", _found(before, after))

    assert drafts[0].text == "Vistra's shares fell by 28% that day."


def test_the_story_is_told_by_the_openings_in_the_order_of_their_dates() -> None:
    late = _hit(
        "The mill was closed at last.",
        "The yard is quiet now.",
        cosines=(0.8, 0.8),
        document="late",
        published=date(2024, 5, 3),
    )
    early = _hit(
        "Ada Thornbury opened a mill.",
        "Many people came.",
        cosines=(0.7, 0.9),
        document="early",
        published=date(1874, 6, 12),
    )

    drafts = extractive.summary(Standalone.of(""), "en", _found(late, early))

    assert [draft.text for draft in drafts] == [
        "Ada Thornbury opened a mill.",
        "The mill was closed at last.",
    ]


def test_in_a_summary_each_document_has_a_paragraph() -> None:
    mill = _hit(
        "Ada Thornbury opened a mill.",
        "Forty people found work there.",
        cosines=(0.9, 0.6),
        document="mill",
    )
    wheel = _hit("The great wheel of it came from Leeds.", cosines=(0.8,), document="wheel")
    further = _hit("In winter the dam froze.", cosines=(0.7,), document="mill", at=200)

    story = extractive.summary(Standalone.of(""), "en", _found(mill, wheel, further))

    of = [(draft.quotes[0].passage.document.id, draft.break_before) for draft in story]
    assert of == [("mill", True), ("mill", False), ("wheel", True)]
