import pytest

from bot.llm import Finished, Models, StreamCut
from bot.types import Usage
from tests.bot.llm.asking import QUESTION, ask, endpoint, models, reason
from tests.fakes.openai_server import FakeOpenAI, Reply

BROKEN_EARLY = [
    Reply(cut_after=1),
    Reply(malformed_after=1),
    Reply((), finish_reason=None),
    Reply((), stream_error={"message": "Overloaded", "code": 529}),
    Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Le"),
    Reply(raw=b""),
]
BROKEN_LATE = [
    Reply("It fell by 17 %.", cut_after=3),
    Reply("It fell by 17 %.", malformed_after=3),
    Reply(["It ", "fell "], finish_reason=None),
    Reply(["It ", "fell "], stream_error={"message": "Overloaded"}),
]


@pytest.mark.parametrize("reply", BROKEN_EARLY)
async def test_a_stream_that_breaks_before_any_text_is_asked_for_again(
    server: FakeOpenAI, second: FakeOpenAI, reply: Reply
) -> None:
    server.script(reply)
    async with models(endpoint(server, max_retries=1)) as made:
        assert (await ask(made))[0] == "Yes."
    server.script(reply)
    async with models(endpoint(server), endpoint(second, "second")) as made:
        assert (await ask(made))[1].endpoint == "second"


@pytest.mark.parametrize("reply", BROKEN_LATE)
async def test_a_stream_that_breaks_after_some_text_leaves_that_text(
    server: FakeOpenAI, second: FakeOpenAI, reply: Reply
) -> None:
    server.script(reply)
    pieces = []

    async def read(made: Models) -> None:
        async for piece in made.stream(QUESTION):
            pieces.append(piece)  # noqa: PERF401 - what came before the error is wanted

    async with models(endpoint(server, max_retries=2), endpoint(second, "second")) as made:
        with pytest.raises(StreamCut, match="first: "):
            await read(made)
    assert "".join(getattr(piece, "text", "") for piece in pieces).strip() == "It fell"
    assert second.requests == []


@pytest.mark.parametrize("reply", BROKEN_LATE)
async def test_a_whole_answer_is_asked_for_again_wherever_it_breaks(
    server: FakeOpenAI, reply: Reply
) -> None:
    server.script(reply)
    async with models(endpoint(server, max_retries=1)) as made:
        assert (await made.complete(QUESTION))[0] == "Yes."


async def test_what_breaks_behind_the_end_of_the_text_does_no_harm(server: FakeOpenAI) -> None:
    server.say(["It ", "fell."], cut_after=4)
    async with models(endpoint(server)) as made:
        assert await ask(made) == ("It fell.", Finished("first", Usage(), "stop"))


async def test_a_slow_first_word_is_left_for_the_next_endpoint(
    server: FakeOpenAI, second: FakeOpenAI
) -> None:
    server.say("At last.", wait=30)
    slow = endpoint(server, first_token_timeout=0.2, max_retries=3)
    async with models(slow, endpoint(second, "second")) as made:
        assert (await ask(made))[1].endpoint == "second"
        assert (await ask(made))[1].endpoint == "second"
    assert len(server.requests) == 1


async def test_keeping_the_connection_alive_is_no_sign_of_an_answer(server: FakeOpenAI) -> None:
    server.script(Reply(comments=100, pause=0.05))
    async with models(endpoint(server, first_token_timeout=0.3)) as made:
        assert "silent for too long" in await reason(made)


async def test_comments_between_the_pieces_are_passed_over(server: FakeOpenAI) -> None:
    server.script(Reply("It fell.", comments=3))
    async with models(endpoint(server)) as made:
        assert (await ask(made))[0] == "It fell."


async def test_thinking_aloud_is_no_silence(server: FakeOpenAI) -> None:
    server.script(Reply("It fell.", thoughts=["Hm. "] * 8, pause=0.1))
    async with models(endpoint(server, first_token_timeout=0.5)) as made:
        assert (await ask(made))[0] == "It fell."


async def test_a_silence_in_the_middle_ends_the_answer(server: FakeOpenAI) -> None:
    server.say(["It ", *["fell "] * 50], pause=30, pause_after=2)
    async with models(endpoint(server, first_token_timeout=0.3)) as made:
        with pytest.raises(StreamCut, match="silent for too long"):
            await ask(made)


async def test_an_answer_that_takes_too_long_in_all_is_ended(server: FakeOpenAI) -> None:
    server.say(["It ", *["fell "] * 200], pause=0.05)
    async with models(endpoint(server, timeout=0.5)) as made:
        with pytest.raises(StreamCut, match="took too long"):
            await ask(made)
