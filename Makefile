# `make demo` screens the samples, `make test` runs everything that CI runs. Both set up what they need.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
CODE := pipeline extractors checks rulesets
LINTED := $(wildcard $(CODE) samples tests benchmarks scripts)
WORKERS ?= 2
ARGS ?=

# Nobody is told that, or how, these programs run: Prefect and onnxruntime are asked to be silent.
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1
export ORT_DISABLE_TELEMETRY := 1

.DEFAULT_GOAL := help
.PHONY: help setup tesseract demo test lint types format bench lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

setup: $(STAMP) ## make .venv and install the pinned libraries

$(STAMP): requirements.lock pyproject.toml scripts/setup.sh
	@PYTHON='$(PYTHON)' sh scripts/setup.sh $(STAMP)

tesseract: $(STAMP) ## make sure of Tesseract with Chinese
	@sh scripts/tesseract.sh

demo: tesseract ## screen every package under samples/packages into out/demo
	@sh scripts/demo.sh samples/packages out/demo

test: tesseract lint types ## lint, formatting, types and the whole test suite (ARGS='-k word' narrows)
	@echo '== tests'
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile $(ARGS)

lint: $(STAMP) ## ruff: lint and formatting
	@echo '== lint and formatting'
	@$(BIN)/ruff check --quiet $(LINTED)
	@$(BIN)/ruff format --quiet --check $(LINTED) || { echo 'unformatted: make format mends it'; $(BIN)/ruff format --check $(LINTED); exit 1; }

types: $(STAMP) ## mypy, strict
	@echo '== types'
	@$(BIN)/mypy --no-error-summary

format: $(STAMP) ## put the code into the house's format
	@$(BIN)/ruff check --quiet --fix-only $(LINTED)
	@$(BIN)/ruff format --quiet $(LINTED)

bench: tesseract ## measure accuracy and speed
	@$(BIN)/python -m benchmarks $(ARGS)

lock: $(STAMP) ## resolve pyproject.toml anew into requirements.lock (ARGS=--upgrade: to the newest)
	@$(BIN)/python scripts/lock.py $(ARGS)

clean: ## remove what make made
	@rm -rf .venv .venv.lock out build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
