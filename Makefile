# Everyday targets. `make help` lists them; a second run installs nothing anew.
PYTHON ?= python3
BIN := .venv/bin
# The tests of the engine, whose coverage is measured; measuring the rest would double its time.
ENGINE := knowledge tests/knowledge
# The tests that mostly wait, for processes and clocks, begin first.
WAITING := tests/e2e tests bot
.DEFAULT_GOAL := help
.PHONY: help run chat serve test check fix bench calibrate audit content clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/run: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . >&2
	@touch $@

.venv/test: .venv/run
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]' >&2
	@touch $@

.venv/%: .venv/test
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$*]' >&2
	@touch $@

run: .venv/run ## the Telegram bot if HONGSHU_TOKEN is set, else the terminal chat
	@$(BIN)/hongshu run

chat: .venv/run ## the terminal chat
	@$(BIN)/hongshu chat

serve: .venv/run ## the Telegram bot
	@$(BIN)/hongshu serve

test: .venv/test ## format, lint, types, import contracts, content, tests, coverage of the engine
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/hongshu knowledge check
	@$(BIN)/python -c 'from knowledge import Knowledge; Knowledge.open().prepare()' # once, unmeasured
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest --numprocesses 2 --dist loadfile $(ENGINE)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --fail-under=95
	@$(BIN)/pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder $(WAITING) $(ENGINE:%=--ignore=%)

check: test ## the same as test

content: .venv/run ## check the content files alone
	@$(BIN)/hongshu knowledge check

fix: .venv/test ## format and mend what can be mended
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: .venv/bench ## time, memory and crashes, beside other engines and an echo bot in the same run; a broadcast on paper
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench_telegram
	@$(BIN)/python -m tests.bench_serving
	@$(BIN)/python -m tests.bench_soak
	@$(BIN)/python -m tests.bench_broadcast

calibrate: .venv/test ## fit the score on held-out questions, print its figures and the reader's
	@$(BIN)/python -m tests.calibration
	@$(BIN)/python -m tests.reading

audit: .venv/audit ## look the pinned dependencies up in the lists of known weaknesses
	@$(BIN)/python -m tests.audit

clean: ## remove everything that is made
	rm -rf .venv .coverage* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis dist build knowledge/_compiled
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
