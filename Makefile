# Needs only Python 3.11 or newer and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := $(VENV)/.peers
SIZES ?= 50 1100
ROUNDS ?= 5
TIME ?= 600
AREA ?= gate

.DEFAULT_GOAL := test
.PHONY: test lint texts demo readme fuzz crash mutants bench

test: lint  ## lint, and all tests with their coverage
	@PYTHONWARNDEFAULTENCODING=1 $(BIN)/python -m pytest --cov -q --numprocesses auto --dist loadfile

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

crash: $(READY)  ## kill and refuse at every system call that writing uses (Linux, strace)
	@$(BIN)/python -m pytest -q tests/slow/test_crash.py

mutants: $(READY)  ## make small mistakes in an AREA: gate, loader, writer or escaping
	@PYTHONWARNDEFAULTENCODING=1 $(BIN)/python tools/mutate.py $(AREA)

bench: $(READY) $(PEERS)  ## speed, beside other programs; for example: make bench SIZES=15000 ROUNDS=3
	@$(BIN)/python benchmarks/run.py --sizes $(SIZES) --rounds $(ROUNDS) --peers $(VENV)/bench/bin

# What we are compared with has an environment of its own, as pip installs it.
$(PEERS): pyproject.toml
	@echo "Preparing $(VENV)/bench"
	@test -x $(VENV)/bench/bin/python || $(PYTHON) -m venv $(VENV)/bench
	@$(VENV)/bench/bin/python -m pip install -qq --disable-pip-version-check "pip>=25.1"
	@$(VENV)/bench/bin/python -m pip install -qq --disable-pip-version-check --group bench
	@touch $@

# The pip of a new environment may be older than `--group` (25.1).
$(READY): pyproject.toml
	@echo "Preparing $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check "pip>=25.1"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable . --group dev
	@touch $@
