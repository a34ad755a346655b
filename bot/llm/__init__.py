"""Asking language models: any endpoint that speaks OpenAI's protocol, several of them in order.

`Models` is the door: text comes out as a stream, from the first endpoint that answers. What goes
wrong is told in two kinds of errors, both `BotError`:

    NoEndpointLeft      no endpoint answered; holds a plain reason for each
      ContextOverflow   … and one of them would, were the messages shorter
    StreamCut           text had been handed out already when the stream broke
"""

from bot.llm.check import EndpointCheck
from bot.llm.models import ContextOverflow, Models, NoEndpointLeft, Problem, StreamCut
from bot.llm.types import Begun, Endpoint, Finished, Message, Role, TextDelta, base_address

__all__ = [
    "Begun",
    "ContextOverflow",
    "Endpoint",
    "EndpointCheck",
    "Finished",
    "Message",
    "Models",
    "NoEndpointLeft",
    "Problem",
    "Role",
    "StreamCut",
    "TextDelta",
    "base_address",
]
