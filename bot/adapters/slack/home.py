"""The app's Home tab: what answers rest on, what was answered lately, and what admins need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.adapters.slack import ids
from bot.adapters.slack.blocks import Block, actions, button, context, header, section
from bot.adapters.slack.sections import section_blocks
from bot.adapters.slack.writing import mrkdwn, mrkdwn_bold
from bot.chat.administration import Line, Section
from bot.chat.plain import one_line
from bot.phrases import Phrases

if TYPE_CHECKING:
    from bot.store.answers import StoredAnswer
    from bot.store.standing import Unanswered

MOST_BLOCKS = 100
"""What Slack takes in a Home tab."""

_MOST_RECENT = 10
_MOST_UNANSWERED = 10
_MOST_INDEXED = 60
_QUESTION_LIMIT = 200
_SAID_LIMIT = 160

_DIVIDER: Block = {"type": "divider"}


@dataclass(frozen=True, slots=True)
class Home:
    """What one person finds in the Home tab.

    `indexed` says what there is to read, as the administration tells it. `recent` are answers that
    this person may see, newest first. The unanswered questions and the buttons are for admins.
    """

    language: str
    indexed: tuple[Section, ...] = ()
    recent: tuple[StoredAnswer, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    admin: bool = False


def home_view(home: Home) -> Block:
    """The view for `views.publish`."""
    phrases = Phrases(home.language)
    blocks = [section(mrkdwn(phrases.say("small-talk-about")))]
    if home.admin:
        blocks += _for_admins(home.unanswered, phrases)
    blocks += [_DIVIDER, header(phrases.say("slack-home-recent")), *_recent(home.recent, phrases)]
    indexed = [block for of in home.indexed for block in section_blocks(of)]
    if indexed:
        blocks += [_DIVIDER, *indexed[:_MOST_INDEXED]]
    if len(indexed) > _MOST_INDEXED:
        blocks.append(context(mrkdwn(phrases.say("slack-home-more"))))
    return {"type": "home", "blocks": blocks}


def _for_admins(unanswered: Sequence[Unanswered], phrases: Phrases) -> list[Block]:
    buttons = actions(
        button(ids.HOME_REINDEX, phrases.say("slack-home-reindex")),
        button(ids.HOME_SETTINGS, phrases.say("slack-home-settings")),
    )
    if not unanswered:
        return [buttons]
    lines = tuple(
        Line(gap.question, after=phrases.date(gap.asked.date()))
        for gap in unanswered[:_MOST_UNANSWERED]
    )
    return [buttons, *section_blocks(Section(phrases.say("status-gaps"), lines))]


def _recent(answers: Sequence[StoredAnswer], phrases: Phrases) -> list[Block]:
    if not answers:
        return [section(mrkdwn(phrases.say("slack-home-recent-none")))]
    shown = answers[:_MOST_RECENT]
    return [block for stored in shown for block in _answered(stored, phrases)]


def _answered(stored: StoredAnswer, phrases: Phrases) -> list[Block]:
    """A question, how its answer begins, a button that shows what that rests on, and the day."""
    answer = stored.answer
    question = one_line(answer.question.text, _QUESTION_LIMIT)
    asked = mrkdwn_bold(question or phrases.say("slack-home-summary"))
    said = one_line(" ".join(sentence.text for sentence in answer.sentences[:3]), _SAID_LIMIT)
    block = section("\n".join(filter(None, (asked, mrkdwn(said)))))
    if any(sentence.citations for sentence in answer.sentences):
        block["accessory"] = button(ids.QUOTES, phrases.say("label-quotes"), answer.id)
    return [block, context(phrases.date(stored.created.date()))]
