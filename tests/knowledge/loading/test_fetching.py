import gzip
from collections.abc import Sequence

import pytest

from knowledge.loading.fetching import (
    FetchError,
    Limits,
    RefusedError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
    fetch,
)
from tests.fakes.web import endless, page, redirect, serving

LIMITS = Limits(bytes=100_000, seconds=5, redirects=3)


async def test_a_page_arrives_with_its_type_and_final_address() -> None:
    async with serving(old=redirect("/new"), new=page("<p>ünï</p>")) as web:
        fetched = await fetch(web.address("/old"), LIMITS, allow_private=True)
    assert fetched.content.decode() == "<p>ünï</p>"
    assert fetched.content_type == "text/html"
    assert fetched.charset == "utf-8"
    assert fetched.address == web.address("/new")


async def test_a_compressed_page_is_unpacked() -> None:
    packed = gzip.compress(b"hello " * 100)
    async with serving(a=page(packed, headers={"Content-Encoding": "gzip"})) as web:
        fetched = await fetch(web.address("/a"), LIMITS, allow_private=True)
    assert fetched.content == b"hello " * 100


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.5.5",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "[fc00::1]",
        "[ff02::1]",
        "[fec0::1]",
    ],
)
async def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(RefusedError, match="private network"):
        await fetch(f"http://{host}:9/", LIMITS)


@pytest.mark.parametrize("host", ["169.254.169.254", "[fd00:ec2::254]", "100.100.100.200"])
async def test_cloud_metadata_stays_closed_even_where_private_hosts_are_open(host: str) -> None:
    with pytest.raises(RefusedError):
        await fetch(f"http://{host}/latest/", LIMITS, allow_private=True)


async def test_a_redirect_to_a_private_address_is_refused_before_it_is_asked() -> None:
    async with serving(secret=page("the secret")) as inside:
        async with serving(a=redirect(inside.address("/secret", "localhost"))) as web:
            with pytest.raises(RefusedError, match="redirects to localhost"):
                await fetch(web.address("/a"), LIMITS, allow_private={"127.0.0.1"})
        assert inside.seen == []


async def test_the_host_that_the_owner_opened_can_be_read() -> None:
    async with serving(a=page("inside")) as web:
        fetched = await fetch(web.address("/a"), LIMITS, allow_private={"127.0.0.1"})
    assert fetched.content == b"inside"


async def test_a_name_with_one_private_address_among_its_own_is_refused() -> None:
    async def both(host: str, port: int) -> Sequence[str]:
        return ["93.184.215.14", "10.0.0.1"]

    with pytest.raises(RefusedError):
        await fetch("http://news.test/", LIMITS, resolver=both)


async def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that resolves differently the second time is asked for once only."""
    answers = [["127.0.0.1"], ["127.0.0.2"]]

    async def rebinding(host: str, port: int) -> Sequence[str]:
        return answers.pop(0)

    async with serving(a=page("first")) as web:
        address = web.address("/a", "rebinding.test")
        fetched = await fetch(address, LIMITS, allow_private={"rebinding.test"}, resolver=rebinding)
    assert fetched.content == b"first"
    assert answers == [["127.0.0.2"]]


async def test_a_second_address_is_tried_where_the_first_is_dead() -> None:
    async def two(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.9", "127.0.0.1"]

    async with serving(a=page("alive")) as web:
        address = web.address("/a", "two.test")
        fetched = await fetch(address, LIMITS, allow_private=True, resolver=two)
    assert fetched.content == b"alive"


async def test_a_body_that_never_ends_ends_at_the_time_limit() -> None:
    async with serving(slow=endless(b"x", 0.05)) as web:
        with pytest.raises(TooSlowError, match=r"within 0\.5 seconds.*EXPLAINER_FETCH_SECONDS"):
            await fetch(web.address("/slow"), Limits(seconds=0.5), allow_private=True)


async def test_a_body_that_never_ends_ends_at_the_size_limit() -> None:
    async with serving(fast=endless(b"x" * 10_000, 0)) as web:
        with pytest.raises(TooLargeError, match=r"100,000 bytes.*EXPLAINER_DOCUMENT_MEGABYTES"):
            await fetch(web.address("/fast"), LIMITS, allow_private=True)


async def test_a_page_of_50_mb_is_refused_by_its_declared_size() -> None:
    async with serving(big=page("short", headers={"Content-Length": "50000000"})) as web:
        with pytest.raises(TooLargeError):
            await fetch(web.address("/big"), Limits(), allow_private=True)


async def test_a_compressed_bomb_is_refused_before_it_unfolds() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    async with serving(bomb=page(bomb, headers={"Content-Encoding": "gzip"})) as web:
        with pytest.raises(TooLargeError):
            await fetch(web.address("/bomb"), LIMITS, allow_private=True)


async def test_a_redirect_with_an_endless_body_is_followed_without_reading_it() -> None:
    async with serving(
        a=endless(b"x" * 10_000, 0, status="302 Found", location="/b"), b=page("there")
    ) as web:
        fetched = await fetch(web.address("/a"), LIMITS, allow_private=True)
    assert fetched.content == b"there"


async def test_redirects_in_a_circle_end() -> None:
    async with serving(a=redirect("/b"), b=redirect("/a")) as web:
        with pytest.raises(UnreachableError, match="redirects more than 3 times"):
            await fetch(web.address("/a"), LIMITS, allow_private=True)


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://example.org/", "http://", "gopher://x"]
)
async def test_a_redirect_to_something_that_is_no_web_page_is_refused(to: str) -> None:
    async with serving(a=redirect(to)) as web:
        with pytest.raises(FetchError):
            await fetch(web.address("/a"), LIMITS, allow_private=True)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "news", "http://", "http://[", "", "//x"]
)
async def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedError, match="http://"):
        await fetch(address, LIMITS)


async def test_a_missing_page_says_so() -> None:
    async with serving() as web:
        with pytest.raises(UnreachableError, match="HTTP 404"):
            await fetch(web.address("/gone"), LIMITS, allow_private=True)


async def test_a_missing_page_that_was_redirected_to_is_named() -> None:
    async with serving(a=redirect("/gone")) as web:
        with pytest.raises(UnreachableError, match=r"/a redirects to .*/gone, which answered"):
            await fetch(web.address("/a"), LIMITS, allow_private=True)


async def test_an_unknown_host_and_a_closed_port_say_so() -> None:
    async def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("no such name")

    with pytest.raises(UnreachableError, match="not known"):
        await fetch("http://nowhere.test/", LIMITS, resolver=nowhere)
    with pytest.raises(UnreachableError):
        await fetch("http://127.0.0.1:9/", LIMITS, allow_private=True)


async def test_damaged_compression_says_so() -> None:
    async with serving(a=page(b"no gzip", headers={"Content-Encoding": "gzip"})) as web:
        with pytest.raises(UnreachableError, match="damaged"):
            await fetch(web.address("/a"), LIMITS, allow_private=True)
