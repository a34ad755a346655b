from pathlib import Path

from bot.evaluation import Asked, report
from bot.questions import Line
from bot.types import Answer, Outcome, Question, Sentence

DOCS = Path(__file__).parents[2] / "docs" / "evaluation.md"


def answered(line: Line, *sentences: str, outcome: Outcome = Outcome.ANSWERED) -> Answer:
    return Answer(
        "a",
        Question(line.q, "someone", "somewhere"),
        line.q,
        "en",
        outcome,
        tuple(Sentence(text, language="en") for text in sentences),
    )


FALL = Line("fall", "How much did it fall?", any=("17%",), quote="fell 17%")
WHO = Line("who", "Who was it?", unanswerable=True)
WHEN = Line("when", "When was it?", any=("Monday",), source="x.md")


def test_shares_are_counted_over_the_lines_that_they_are_about() -> None:
    made = report(
        [
            Asked(FALL, 1, answer=answered(FALL, "It fell.", "By 17 %."), shown=2, held=2),
            Asked(WHEN, 4, answer=answered(WHEN, "A.", "B.", "On Monday."), shown=3, held=2),
            Asked(WHO, None, answer=answered(WHO, "I don't know.", outcome=Outcome.UNKNOWN)),
            Asked(WHO, None, answer=answered(WHO, "It was Monday."), shown=1, held=1),
        ]
    ).as_json()
    assert made["questions"] == 4
    assert (made["hits@1"], made["hits@4"], made["hits@10"]) == (0.5, 1.0, 1.0)
    assert made["mrr@10"] == 0.625
    assert (made["answered_right"], made["answered_right_anywhere"]) == (0.5, 1.0)
    assert (made["refused_right"], made["refused_wrong"]) == (0.5, 0.0)
    assert made["citations_hold"] == 0.8333


def test_what_went_wrong_is_listed_with_the_answer_that_was_given() -> None:
    made = report(
        [
            Asked(FALL, 1, answer=answered(FALL, "It fell 17%."), shown=1, held=1),
            Asked(WHEN, 0, answer=answered(WHEN, "I don't know.", outcome=Outcome.UNKNOWN)),
            Asked(WHO, None, answer=answered(WHO, "Me."), shown=1, held=0),
        ]
    )
    assert [miss.id for miss in made.failures] == ["when", "who"]
    when, who = made.failures
    assert when.answer == "I don't know."
    assert when.expected == ("Monday",)
    assert when.problems == (
        "said that it does not know",
        "right passage not among the first 10",
    )
    assert who.problems == (
        "answered although the documents do not answer it",
        "1 of 1 sentences do not hold",
    )


def test_a_refusal_is_never_a_right_answer() -> None:
    line = Line("x", "What?", any=("know",))
    made = report([Asked(line, None, answer=answered(line, "I know.", outcome=Outcome.UNKNOWN))])
    assert made.answered_right == 0.0
    assert made.refused_wrong == 1.0


def test_a_line_that_got_no_answer_counts_against_the_answers() -> None:
    made = report([Asked(FALL, 0, problem="The database is gone.")])
    assert made.broken == 1
    assert (made.answered_right, made.refused_wrong) == (0.0, 0.0)
    assert "The database is gone." in made.failures[0].problems[0]


def test_without_answers_only_ranks_and_their_times_are_counted() -> None:
    made = report(
        [
            Asked(FALL, 2, first_passage="It rose.", retrieval_seconds=0.020),
            Asked(WHEN, 1, first_passage="On Monday.", retrieval_seconds=0.010),
            Asked(WHO, None, retrieval_seconds=0.030),
        ]
    ).as_json()
    assert made["hits@1"] == 0.5
    assert made["answered_right"] is None
    assert made["refused_wrong"] is None
    assert made["citations_hold"] is None
    assert made["latency_ms"] == {
        "retrieval_p50": 20.0,
        "retrieval_p95": 30.0,
        "total_p50": None,
        "total_p95": None,
    }
    assert [miss["id"] for miss in made["failures"]] == ["fall"]
    assert made["failures"][0]["answer"] == "It rose."


def test_every_field_is_documented() -> None:
    made = report([Asked(FALL, 0, problem="x")]).as_json()
    described = DOCS.read_text("utf-8")
    names = [*made, *made["latency_ms"], *made["failures"][0]]
    assert [name for name in names if f"`{name}`" not in described] == []
