"""The modals that open over Slack. One is opened at once; what takes time fills it later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackClientError

from bot.adapters.slack import ids
from bot.adapters.slack.blocks import Block, section, words
from bot.adapters.slack.writing import mrkdwn
from bot.phrases import Phrases

if TYPE_CHECKING:
    from bot.adapters.slack.asked import Asked, Body

log = structlog.get_logger()

MOST_BLOCKS = 100
"""What Slack takes in a modal."""

TITLE_LIMIT = 24
_LABEL_LIMIT = 2000
_PLACEHOLDER_LIMIT = 150
_LONGEST_COMMENT = 1000
_LONGEST_TEXT = 3000


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    phrases: Phrases,
    *,
    submit: str | None = None,
    private: str = "",
) -> Block:
    """A modal. `submit` is what its button says, if it has one; `private` comes back with it."""
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": words(title, TITLE_LIMIT),
        "close": words(phrases.say("slack-close"), TITLE_LIMIT),
        "blocks": list(blocks[:MOST_BLOCKS]),
        "private_metadata": private,
    }
    return view if submit is None else {**view, "submit": words(submit, TITLE_LIMIT)}


def saying(text: str, phrases: Phrases, title: str = "Explainer") -> Block:
    """A modal that only says something, in plain text."""
    return modal(ids.NOTE_VIEW, title, [section(mrkdwn(text))], phrases)


def text_input(action: str, label: str, example: str, *, optional: bool = False) -> Block:
    """A field for some lines of text."""
    return {
        "type": "input",
        "block_id": action,
        "optional": optional,
        "label": words(label, _LABEL_LIMIT),
        "element": {
            "type": "plain_text_input",
            "action_id": action,
            "multiline": True,
            "max_length": _LONGEST_COMMENT if optional else _LONGEST_TEXT,
            "placeholder": words(example, _PLACEHOLDER_LIMIT),
        },
    }


def what_was_wrong(answer: str, phrases: Phrases) -> Block:
    """Asks what was wrong with an answer; saying nothing is fine."""
    asked = text_input(
        ids.COMMENT, phrases.say("wrong-label"), phrases.say("wrong-example"), optional=True
    )
    return modal(
        ids.WRONG_VIEW,
        phrases.say("wrong-title"),
        [asked],
        phrases,
        submit=phrases.say("slack-send"),
        private=answer,
    )


async def show(asked: Asked, view: Block) -> str:
    """Opens a modal and gives its id. Slack allows that within three seconds of what was done."""
    opened = await asked.client.views_open(trigger_id=asked.trigger, view=view)
    return str(opened["view"]["id"])


async def fill(asked: Asked, opened: str, view: Block) -> bool:
    """Shows something else in an open modal; says whether it was still open."""
    try:
        await asked.client.views_update(view_id=opened, view=view)
    except SlackClientError as error:
        log.info("modal_not_filled", reason=str(error))
        return False
    return True


def filled_in(body: Body) -> dict[str, Any]:
    """What stands in a modal that was sent off, by action id: as Slack gives it."""
    values = body["view"]["state"]["values"]
    return {action: given for block in values.values() for action, given in block.items()}


def opened_in(body: Body) -> str:
    """The id of the modal in which something was done."""
    return str(body["view"]["id"])
