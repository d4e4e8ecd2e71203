# Two commands for a fresh machine: `make demo` and `make test`. `make help` lists the others.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
OCR_PACKAGES := tesseract-ocr tesseract-ocr-nld
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS := 120

.DEFAULT_GOAL := help
.PHONY: help recognition demo test quick lint types layers docs docs-write benchmark benchmark-publish benchmark-ingest lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(BIN)/.installed: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "parlgrants needs Python 3.11: install it, or say make PYTHON=/path/to/python3.11" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

recognition: ## Tesseract with Dutch, which reads scanned answers: installed where that is allowed, or what to run
	@if tesseract --list-langs 2>/dev/null | grep -qx nld; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as=""; else as="sudo -n"; fi; \
	if command -v apt-get >/dev/null && $$as true 2>/dev/null && { $$as apt-get install -qqy $(OCR_PACKAGES) >/dev/null 2>&1 \
	  || { $$as apt-get update -qq && $$as apt-get install -qqy $(OCR_PACKAGES); } >/dev/null 2>&1; }; then \
	  echo "installed $(OCR_PACKAGES)"; \
	else \
	  echo "Scanned answers are not read without Tesseract. To have them read, run: sudo apt-get install $(OCR_PACKAGES)" >&2; \
	fi

demo: recognition $(BIN)/.installed ## Set everything up, fetch and read the sample answers as from the Parliament, say where the results are
	$(BIN)/parlgrants demo-server parlgrants ingest --source flemish-parliament --since 2000-01-01

test: recognition $(BIN)/.installed lint types layers docs ## All checks and all tests
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not slow"
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m slow

quick: $(BIN)/.installed ## Only the quick tests
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

lint: $(BIN)/.installed ## ruff: style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/.installed ## mypy, strict on flows, parsers and schemas
	$(BIN)/mypy

layers: $(BIN)/.installed ## import-linter: flows -> parsers -> schemas only
	$(BIN)/lint-imports

docs: $(BIN)/.installed ## The generated pages agree with the code
	$(BIN)/python -m flows.data_dictionary --check
	$(BIN)/python -m flows.findings_page --check
	$(BIN)/python -m flows.contract_page --check

docs-write: $(BIN)/.installed ## Generate the pages anew
	$(BIN)/python -m flows.data_dictionary
	$(BIN)/python -m flows.findings_page
	$(BIN)/python -m flows.contract_page

benchmark: $(BIN)/.installed ## Measure: ours beside camelot and pdfplumber, right and CPU; broken words, reading time
	$(BIN)/python -m benchmarks.comparison
	$(BIN)/python -m benchmarks.line_breaks
	$(BIN)/python -m benchmarks.reading

benchmark-publish: $(BIN)/.installed ## Measure: publishing 100,000 grants in every format, seconds and memory, beside plain pyarrow
	$(BIN)/python -m benchmarks.publish

benchmark-ingest: $(BIN)/.installed ## Measure: a year of 8,000 questions found and fetched from a stand-in parliament
	$(BIN)/python -m benchmarks.ingest

lock: $(BIN)/.installed ## Pin all libraries anew, with hashes and no address
	$(BIN)/uv pip compile pyproject.toml --group dev --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --upgrade -o requirements.lock

clean: ## Remove what make and the runs made (never the fetched documents)
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
