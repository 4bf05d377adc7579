# Two commands do everything in a fresh clone: `make site` and `make test`.

PYTHON ?= python3

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet

# Stamps older than a lock file or pyproject.toml are made again; otherwise nothing is installed and no network is used.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

LOCK = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE) --group build pyproject.toml

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site test check format lock clean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

site: $(INSTALLED)  ## check content/ and build the site into public/
	$(PY) build.py

test: check  ## ruff, mypy and all tests
	$(PY) -m pytest -n auto $(ARGS)

check: $(INSTALLED_DEV)  ## ruff and mypy only
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy --strict

format: $(INSTALLED_DEV)  ## put the code in shape
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# The development lock is held to the runtime lock, so the two never name different versions.
lock: $(INSTALLED)  ## lock the dependencies again (UPGRADE=--upgrade takes newer versions)
	$(PIP) install uv
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:  ## remove .venv, public/ and everything else that can be made again
	rm -rf $(VENV) public build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "$(PYTHON) was not found; gongbao needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "gongbao needs Python 3.11 or newer, $(PYTHON) is $$($(PYTHON) -V 2>&1): make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# setuptools is in the lock: with --no-build-isolation, pip fetches nothing the lock does not name.
$(INSTALLED): requirements.lock pyproject.toml | $(VENV)/.made
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(INSTALLED_DEV): requirements-dev.lock $(INSTALLED)
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
