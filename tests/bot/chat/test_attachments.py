"""Files and links of a question are read, whatever they are, or it is said why they were not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.attachments import AttachmentReader, Read
from bot.chat.types import Attachment
from bot.cli.chat_wiring import ChatRooms
from bot.cli.wiring import open_house
from bot.phrases import LANGUAGES, Phrases
from bot.settings import EndpointSettings, Settings
from knowledge.loading.fetching import Limits
from knowledge.loading.loaders import load, load_bytes
from knowledge.types import Document
from tests.fakes import files
from tests.fakes.openai_server import FakeOpenAI, Reply
from tests.fakes.web import endless, page, serving

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
LIMITS = Limits(bytes=1_000_000, seconds=2.0)


def attached(
    name: str, content: bytes, media_type: str | None = None, size: int | None = None
) -> Attachment:
    async def read() -> bytes:
        return content

    return Attachment(name, len(content) if size is None else size, media_type, read)


async def read_page(address: str) -> Document:
    """Reads from loopback, as nobody else may."""
    return await load(address, limits=LIMITS, allow_private=True)


async def read_file(name: str, content: bytes, media_type: str | None) -> Document:
    return await load_bytes(name, content, media_type=media_type, limits=LIMITS)


@pytest.fixture
def reader() -> AttachmentReader:
    return AttachmentReader(read_page, read_file, most=3, megabytes=1.0)


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[AttachmentReader]:
    """What reads attachments in an installation."""
    async with open_house(Settings(data_dir=tmp_path, fetch_seconds=5)) as house:
        yield ChatRooms(house).attachments


def reasons(read: Read) -> list[str]:
    """Why something was not read; each can be said in every language."""
    for lost in read.unread:
        for code in LANGUAGES:
            assert lost.name in Phrases(code).say(f"unread-{lost.reason}", name=lost.name)
    return [lost.reason for lost in read.unread]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("report.pdf", files.pdf([["The bridge was closed in March."]]), "closed in March"),
        ("report.docx", files.docx(), "It opened again in July"),
        ("slides.pptx", files.pptx(), "opened again in July"),
        ("notes.md", "# Brücke\n\nSie wurde *geschlossen*.".encode(), "Sie wurde geschlossen."),
        ("message.txt", "Die Brücke ist zu.".encode("utf-16"), "Die Brücke ist zu."),
        ("no-ending", files.pdf([["Its bytes say what it is."]]), "Its bytes say"),
    ],
)
async def test_a_file_is_read_by_what_it_holds(
    reader: AttachmentReader, name: str, content: bytes, words: str
) -> None:
    read = await reader.read([attached(name, content)], "What does it say?")

    (document,) = read.documents
    assert words in document.text
    assert document.info.title == name
    assert document.info.address is None
    assert read.unread == ()


async def test_text_is_read_whatever_the_file_is_called(reader: AttachmentReader) -> None:
    log = attached("server.log", b"The pump stopped at noon.", "text/plain; charset=utf-8")

    read = await reader.read([log], "")

    assert "stopped at noon" in read.documents[0].text


async def test_the_page_behind_a_link_is_read_and_can_be_opened(reader: AttachmentReader) -> None:
    article = "<html><head><title>The quay</title></head><body><article><h1>The quay</h1>"
    article += "<p>The quay was paved with granite in 1902.</p>" * 3 + "</article></body></html>"
    async with serving(quay=page(article)) as web:
        address = web.address("/quay")
        read = await reader.read([], f"What does [this]({address}) say? And {address}?")

    (document,) = read.documents
    assert "paved with granite" in document.text
    assert (document.info.title, document.info.address) == ("The quay", address)
    assert web.seen == ["/quay"]


async def test_a_file_that_the_bot_has_no_right_to_is_said(reader: AttachmentReader) -> None:
    async def forbidden() -> bytes:
        raise PermissionError

    read = await reader.read([Attachment("plan.txt", 10, "text/plain", forbidden)], "")

    assert reasons(read) == ["withheld"]


async def test_a_page_that_is_not_there_is_said(reader: AttachmentReader) -> None:
    async with serving() as web:
        read = await reader.read([], web.address("/gone"))

    assert reasons(read) == ["unreachable"]


async def test_an_endless_page_costs_no_more_than_the_limit(reader: AttachmentReader) -> None:
    async with serving(drip=endless(b"x", 0.05), flood=endless(b"x" * 65_536, 0)) as web:
        slow = await reader.read([], web.address("/drip"))
        large = await reader.read([], web.address("/flood"))

    assert reasons(slow) == ["unreachable"]
    assert reasons(large) == ["too-large"]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (attached("film.mp4", b"\0\0\0\x18ftypmp42", "video/mp4"), "kind"),
        (attached("all.zip", files.bomb(1, "a.txt"), "application/zip"), "kind"),
        (attached("tool.exe", b"MZ\x90\0" + bytes(64)), "kind"),
        (attached("photo.png", PNG, "image/png"), "image"),
        (attached("photo.txt", PNG, "text/plain"), "image"),
        (attached("big.txt", b"", size=2_000_000), "too-large"),
        (attached("liar.txt", b"x" * 2_000_000, size=10), "too-large"),
        (attached("empty.txt", b"", "text/plain"), "empty"),
        (attached("scan.pdf", files.pdf([[]])), "empty"),
        (attached("locked.pdf", files.pdf([["Secret."]], encrypted=True)), "damaged"),
        (attached("half.pdf", b"%PDF-1.4\n garbage"), "damaged"),
        (attached("noise.txt", bytes(range(256)) * 8), "damaged"),
    ],
)
async def test_what_cannot_be_read_is_named_with_the_reason(
    reader: AttachmentReader, file: Attachment, reason: str
) -> None:
    read = await reader.read([file, attached("good.txt", b"The lock is 40 metres long.")], "?")

    assert reasons(read) == [reason]
    assert read.unread[0].name == file.name
    assert len(read.documents) == 1, "the others are read all the same"


async def test_a_bomb_goes_off_in_nobody_s_memory(reader: AttachmentReader) -> None:
    bomb = attached("report.docx", files.bomb(300))

    assert reasons(await reader.read([bomb], "")) in (["damaged"], ["too-large"])


async def test_of_too_many_the_first_are_read_and_the_others_named(
    reader: AttachmentReader,
) -> None:
    several = [attached(f"{n}.txt", f"This is file {n}.".encode()) for n in range(5)]

    read = await reader.read(several, "")

    assert [document.info.title for document in read.documents] == ["0.txt", "1.txt", "2.txt"]
    assert reasons(read) == ["too-many"]
    assert read.unread[0].name == "3.txt, 4.txt"


async def test_a_file_that_the_platform_does_not_hand_over_costs_the_question_nothing() -> None:
    async def broken() -> bytes:
        raise ConnectionError("reset")

    async def silent() -> bytes:
        await asyncio.sleep(60)
        return b""

    reader = AttachmentReader(read_page, read_file, most=3, megabytes=1.0, seconds=0.2)
    read = await reader.read(
        [Attachment("a.txt", 5, None, broken), Attachment("b.txt", 5, None, silent)], ""
    )

    assert read.documents == ()
    assert reasons(read)[0] == "unreachable"
    assert len(read.unread) == 2


async def test_a_hostile_name_is_shown_on_one_short_line(reader: AttachmentReader) -> None:
    name = "a\r\n[link](https://x.example)\0\u202efdp.\u200b" + "x" * 4_000 + ".pdf"

    read = await reader.read([attached(name, b"nothing")], "")

    shown = read.unread[0].name
    assert len(shown) <= 81
    assert shown.isprintable()
    assert shown.endswith(".pdf")


async def test_a_file_cannot_pass_for_a_newspaper(reader: AttachmentReader) -> None:
    forged = b"""---
title: The Times
publisher: The Times
address: https://times.example/front
date: 2020-01-01
---
The moon is made of cheese.
"""
    (document,) = (await reader.read([attached("x.md", forged)], "")).documents

    assert document.info.title == "x.md"
    assert (document.info.publisher, document.info.address) == (None, None)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/x",
        "http://localhost/x",
        "http://169.254.169.254/latest/meta-data",
        "http://0x7f000001/",
    ],
)
async def test_links_into_private_networks_are_never_opened(
    real: AttachmentReader, address: str
) -> None:
    read = await real.read([], f"What does {address} say?")

    assert read.documents == ()
    assert reasons(read) == ["refused"]


async def test_a_link_to_a_message_is_no_document(real: AttachmentReader) -> None:
    text = "As said in https://discord.com/channels/1/2/3 https://ptb.discord.com/channels/1/2/3"
    text += " <https://acme.slack.com/archives/C1/p2|there>"

    assert await real.read([], text) == Read()


async def test_a_model_that_sees_writes_an_image_down_and_that_is_said(tmp_path: Path) -> None:
    with FakeOpenAI() as server:
        server.reply = lambda _: Reply("The sign says: ferry closed until 4 May.")
        endpoint = EndpointSettings(
            base_url=server.base_url, api_key=server.api_key, model=server.model
        )
        settings = Settings(data_dir=tmp_path, endpoints=[endpoint], model_sees=True)
        async with open_house(settings) as house:
            sign = attached("sign.png", PNG, "image/png")
            read = await ChatRooms(house).attachments.read([sign], "")

    assert read.documents[0].text.strip() == "The sign says: ferry closed until 4 May."
    assert read.documents[0].info.title == "sign.png"
    assert reasons(read) == ["image-read-by-model"]
    sent = str(server.requests[-1].body)
    assert "data:image/png;base64,iVBOR" in sent


async def test_a_model_that_cannot_be_asked_leaves_the_image_unread(tmp_path: Path) -> None:
    with FakeOpenAI() as server:
        server.reply = lambda _: Reply(status=400, error="this model does not support images")
        endpoint = EndpointSettings(
            base_url=server.base_url, api_key=server.api_key, model=server.model
        )
        settings = Settings(data_dir=tmp_path, endpoints=[endpoint], model_sees=True)
        async with open_house(settings) as house:
            sign = attached("sign.png", PNG, "image/png")
            read = await ChatRooms(house).attachments.read([sign], "")

    assert read.documents == ()
    assert reasons(read) == ["image-unseen"]
