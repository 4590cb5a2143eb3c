# Everything a person does with this project, in one word each. `make help` lists them.

PORT ?= 8400
DATA ?=
JSON ?=
LEVEL ?= INFO

BIN := .venv/bin
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup tools demo run check fix test bench faults pictures clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## create .venv and install what the product needs to run
	@scripts/python-environment run

tools: ## install what checks and tests need (browsers, Node.js and Python packages)
	@scripts/python-environment test
	@scripts/test-tools

demo: setup ## start everything with a demo shop (PORT=8400 DATA=folder JSON=1)
	@exec $(BIN)/warmline demo --port $(PORT) $(if $(DATA),--data "$(DATA)") $(if $(JSON),--json)

run: setup ## serve for real; settings come from the environment (docs/operations.md)
	@exec $(BIN)/warmline serve

check: tools ## style, types of Python and JavaScript, import floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	node_modules/.bin/tsc --project tsconfig.json
	$(BIN)/python -m pytest -q tests/test_floors.py

fix: tools ## let the formatter and the fixable rules do their work
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: check ## check, then every test, browsers and faults included
	$(BIN)/python -m pytest -n 2 --dist loadgroup

faults: tools ## the long run: a hundred kills instead of a few
	$(BIN)/python -m pytest -m long tests/faults

bench: tools ## measure, and print each figure beside its floor
	$(BIN)/python -m bench

pictures: tools ## take the pictures of docs/pictures anew
	$(BIN)/python scripts/take_pictures.py

clean: ## remove what the targets above have made (never a data folder)
	rm -rf .venv node_modules build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
