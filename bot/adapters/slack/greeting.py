"""What the Messages tab offers to ask, made from what is indexed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.chat.plain import one_line
from bot.phrases import Phrases

MOST_PROMPTS = 4
"""What Slack shows."""

_TITLE_LIMIT = 60
_TOPIC_LIMIT = 150


@dataclass(frozen=True, slots=True)
class Prompts:
    """For `assistant.threads.setSuggestedPrompts`: a prompt is a `title` and a `message`."""

    title: str
    prompts: tuple[dict[str, str], ...]


def suggested_prompts(topics: Iterable[str], language: str) -> Prompts:
    """The whole story, and what the documents say about some topics (their titles).

    Without topics, the first alone: that also stands in the manifest.
    """
    phrases = Phrases(language)
    prompts = [
        {"title": phrases.say("summary-story"), "message": phrases.say("slack-prompt-story")}
    ]
    for topic in dict.fromkeys(one_line(topic, _TOPIC_LIMIT) for topic in topics):
        if topic and len(prompts) < MOST_PROMPTS:
            message = phrases.say("slack-prompt-topic", topic=topic)
            prompts.append({"title": one_line(topic, _TITLE_LIMIT), "message": message})
    return Prompts(phrases.say("slack-prompts-title"), tuple(prompts))
