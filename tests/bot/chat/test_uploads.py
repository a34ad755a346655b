"""Files that admins hand over stay in their folder, whatever they are called."""

from __future__ import annotations

from pathlib import Path

from bot.chat.uploads import Uploads


def test_a_file_keeps_its_name_and_its_content(tmp_path: Path) -> None:
    kept = Uploads(tmp_path).keep("discord:7", "Bericht 2025 – Entwurf.pdf", b"%PDF")
    assert kept.name.endswith("Entwurf.pdf")
    assert kept.read_bytes() == b"%PDF"


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")
    for name in (
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        "a/../../b.md",
        "\0.md",
        "x" * 500 + ".md",
    ):
        kept = uploads.keep("discord:7", name, b"x")
        assert kept.is_relative_to(tmp_path / "uploads")
        assert kept.read_bytes() == b"x"
    assert kept.suffix == ".md"


def test_servers_do_not_share_files_and_a_new_one_replaces_the_old(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    first = uploads.keep("discord:7", "a.md", b"one")
    other = uploads.keep("discord:77", "a.md", b"two")
    assert first != other
    assert uploads.keep("discord:7", "a.md", b"three") == first
    assert (first.read_bytes(), other.read_bytes()) == (b"three", b"two")
    assert not list(tmp_path.rglob("*.part"))
