"""Whether an endpoint can be used, tried for real: what `explainer doctor` tells about it."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass

from bot.llm.endpoint import EndpointClient
from bot.llm.faults import EndpointError
from bot.llm.types import Finished, Message

TRIAL = (Message("user", "Say yes."),)
TRIAL_TOKENS = 16


@dataclass(frozen=True, slots=True)
class EndpointCheck:
    """What is known of an endpoint after it was tried; None stands for what could not be found out.

    `offered` are the models that it lists, none where it has no list. `problems` keep it from being
    used and say what to do; `notes` do not keep it.
    """

    name: str
    address: str
    model: str
    reachable: bool | None = None
    key_accepted: bool | None = None
    model_there: bool | None = None
    streams: bool | None = None
    reports_usage: bool | None = None
    offered: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it answered as it should."""
        return not self.problems


async def check_endpoint(client: EndpointClient) -> EndpointCheck:
    """Ask the endpoint what it offers, then for a few words. Never raises for what it does."""
    endpoint = client.endpoint
    try:
        offered = await client.offered()
    except EndpointError:
        # Not every endpoint has a list; whether it answers is what counts.
        offered = ()
    known = EndpointCheck(endpoint.name, endpoint.shown_address, endpoint.model, offered=offered)
    try:
        async with aclosing(client.pieces(TRIAL, TRIAL_TOKENS)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Finished):
                    return _answered(known, piece)
    except EndpointError as failure:
        return _failed(known, failure)
    raise AssertionError("an answer ends with Finished or raises")


def _answered(known: EndpointCheck, end: Finished) -> EndpointCheck:
    counted = end.usage.prompt_tokens > 0 or end.usage.completion_tokens > 0
    notes = []
    if not counted:
        notes.append("it reports no usage: tokens and cost of its answers are not counted")
    if known.offered and not _lists(known.offered, known.model):
        notes.append(f"it does not list {known.model}, but answers to that name")
    return EndpointCheck(
        name=known.name,
        address=known.address,
        model=known.model,
        reachable=True,
        key_accepted=True,
        model_there=True,
        streams=True,
        reports_usage=counted,
        offered=known.offered,
        notes=tuple(notes),
    )


def _failed(known: EndpointCheck, failure: EndpointError) -> EndpointCheck:
    refused = failure.status in {401, 403} and not failure.model_missing
    never_asked = failure.status is None and not failure.rests
    model_there = False if failure.model_missing else None
    if model_there is None and known.offered:
        model_there = _lists(known.offered, known.model)
    return EndpointCheck(
        name=known.name,
        address=known.address,
        model=known.model,
        reachable=None if never_asked else failure.status is not None or bool(known.offered),
        key_accepted=False if refused else True if known.offered or failure.status else None,
        model_there=model_there,
        offered=known.offered,
        problems=(f"{failure.reason}{_advice(failure, known.address)}",),
    )


def _lists(offered: tuple[str, ...], model: str) -> bool:
    """Whether a model is listed, also as `models/NAME` or `NAME:latest`."""
    return any(model in {name, name.partition("/")[2], name.partition(":")[0]} for name in offered)


def _advice(failure: EndpointError, address: str) -> str:
    if failure.status is None and failure.rests:
        return f". Is the server at {address} running, and is the address right?"
    if failure.model_missing:
        return ". Choose one of these as its model."
    if failure.status in {402, 429}:
        return ". Look at the account's limits and credit at the provider."
    if failure.status is not None and failure.status >= 500:
        return ". Try again later; it may pass."
    return ""
