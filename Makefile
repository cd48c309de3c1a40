# Needs only Python 3.11 or newer and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := test
.PHONY: test lint texts demo readme fuzz
TIME ?= 600

test: lint  ## lint, and all tests with their coverage
	@PYTHONWARNDEFAULTENCODING=1 $(BIN)/python -m pytest --cov -q

lint: $(READY)  ## style, form and types
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary

texts: $(READY)  ## bring the Dutch catalogue up to date
	@$(BIN)/python tools/texts.py

demo: $(READY)  ## see every command at work
	@$(BIN)/python tools/demo.py

readme: $(READY)  ## write the screens in both READMEs anew
	@$(BIN)/python tests/test_docs.py

fuzz: $(READY)  ## bend files for TIME seconds, until something breaks
	@$(BIN)/python tests/fuzz/run.py --seconds $(TIME)

# The pip of a new environment may be older than `--group` (25.1).
$(READY): pyproject.toml
	@echo "Preparing $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check "pip>=25.1"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable . --group dev
	@touch $@
