"""What is made from code is up to date."""

from __future__ import annotations

import re

import pytest

from bot.settings import Settings, variable
from docs.generate import ROOT, generated


@pytest.mark.parametrize("name", [str(file.relative_to(ROOT)) for file in generated()])
def test_a_generated_file_is_up_to_date(name: str) -> None:
    kept = (ROOT / name).read_text(encoding="utf-8")
    assert kept == generated()[ROOT / name], f"{name} is stale: run `make docs`"


def test_the_example_of_the_settings_sets_nothing_and_names_every_one() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") or not line for line in lines)
    named = {found[1] for line in lines if (found := re.match(r"#([A-Z_]+)=", line))}
    assert named == {variable(name) for name in Settings.model_fields}
