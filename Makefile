# Everything is run from here: by people, by CI, by a fork. `make` alone lists the targets.

PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Material announces its end of life at every start; docs/decisions.md says what we do about it.
export NO_MKDOCS_2_WARNING := 1
SOURCES := generator tests

.DEFAULT_GOAL := help
.PHONY: help site serve check annotate test lint types unit browser format lock schemas docs benchmark screenshot clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(ENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: set PYTHON=python3.12, say"; exit 1; }
	@$(PYTHON) -m venv $(ENV) \
	  || { echo "no virtual environment could be made (Debian, Ubuntu: apt-get install python3-venv)"; exit 1; }

$(ENV)/.site: requirements/site.txt pyproject.toml | $(ENV)/bin/python
	$(PIP) install --require-hashes -r requirements/site.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(ENV)/.test: requirements/test.txt $(ENV)/.site
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

site: check ## check the content and build the site into site/
	@rm -rf site.new
	$(BIN)/mkdocs build --strict --quiet --site-dir site.new
	@rm -rf site.old; if [ -d site ]; then mv site site.old; fi; mv site.new site; rm -rf site.old
	@echo "The site is in site/. To read it: $(PYTHON) -m http.server --directory site, then open http://localhost:8000"

serve: $(ENV)/.site ## preview the site; saving a card rebuilds its page
	$(BIN)/mkdocs serve

check: $(ENV)/.site ## say everything that is wrong with the content
	$(BIN)/claimcards check --strict

annotate: $(ENV)/.site
	$(BIN)/claimcards check --strict --format github

test: lint types check unit ## run the whole test suite

lint: $(ENV)/.test
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: $(ENV)/.test
	$(BIN)/mypy

unit: $(ENV)/.test browser
	$(BIN)/pytest --numprocesses 2 --dist loadgroup

browser: $(ENV)/.test
	@$(BIN)/python tests/browser/chromium.py

format: $(ENV)/.test ## put the code in its form
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

schemas: $(ENV)/.site ## write the JSON Schemas of all cards, for editors
	$(BIN)/claimcards schema schemas

docs: $(ENV)/.site schemas ## write what is generated in docs/
	$(BIN)/claimcards explain --all > docs/diagnostics.md

benchmark: $(ENV)/.test ## measure the cost per card, as ratios
	$(BIN)/python -m tests.benchmarks

screenshot: $(ENV)/.test site browser ## renew the picture in the README
	$(BIN)/python docs/screenshot.py

LOCK := $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links --strip-extras --no-header --allow-unsafe
lock: $(ENV)/.test ## renew the hashed requirements
	$(LOCK) --extra build --output-file requirements/site.txt pyproject.toml
	$(LOCK) --extra build --extra dev --constraint requirements/site.txt --output-file requirements/test.txt pyproject.toml

clean: ## delete what was made
	rm -rf $(ENV) site site.new site.old build dist
