"""The table of commands."""

from __future__ import annotations

import re

from bot.commands import COMMANDS, Role, find


def test_every_command_can_be_registered_on_every_platform() -> None:
    # Discord: names of 1 to 32 small letters, texts of up to 100 characters.
    for command in COMMANDS:
        told = {command.name: command.texts}
        told |= {option.name: option.texts for option in command.options}
        for name, texts in told.items():
            assert re.fullmatch("[a-z]{1,32}", name)
            assert set(texts) == {"en", "fr"}
            assert all(0 < len(text) <= 100 for text in texts.values())


def test_a_command_is_found_by_its_name_and_tells_how_it_is_typed() -> None:
    summary = find("summary")
    assert summary is not None
    assert summary.usage == "/summary [of]"
    assert summary.text("fr").startswith("Toute l’histoire")
    assert summary.text("fi") == summary.text("en")
    assert find("nonsense") is None


def test_what_changes_the_index_is_for_admins() -> None:
    assert {command.name for command in COMMANDS if command.role is Role.ADMIN} == {
        "reindex",
        "status",
        "settings",
    }
