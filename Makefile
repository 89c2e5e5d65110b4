.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app app
WORKERS ?= 2
# Compiled files are worth their place: without them every start and every test run compiles anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test sure quick check content bench coverage-study lock clean

help: ## show these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@printf '%s\n' "$(CURDIR)" "$(CURDIR)/training/cli/entry" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/resap.pth"
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/dev.stamp ## make .venv with everything that tests and checks need

run: $(VENV)/run.stamp ## serve Resap with its demo city on http://127.0.0.1:5000
	@$(FLASK) serve

test: $(VENV)/dev.stamp ## every test, with a real browser and a real PostgreSQL
	@$(BIN)/python -m tests.machine
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

sure: $(VENV)/dev.stamp ## what to run before saying done (at most 90 s): checks and quick tests, on SQLite
	@$(MAKE) --no-print-directory --jobs=3 check content quick

quick: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not journey and not slow and not postgres"

check: $(VENV)/dev.stamp ## format, lint, types, import contracts, templates
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/pyright --warnings

content: $(VENV)/run.stamp ## check modules and quizzes
	@$(FLASK) content check

bench: $(VENV)/dev.stamp ## measure beside the yardstick; writes bench/results.json
	$(BIN)/python -m bench

coverage-study: $(VENV)/dev.stamp ## how often unit intervals hold the truth (half an hour)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.measurement.coverage --cities 200 --workers $(WORKERS)

lock: $(VENV)/dev.stamp ## pin requirements*.in to requirements*.txt with hashes
	for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $$name.in -o $$name.txt; \
	done

clean: ## remove .venv and caches, never data
	rm -rf $(VENV) .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
