# Everything is run from here: by people, by CI, by a fork. `make` alone lists the targets.

PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Material announces its end of life at every start; docs/decisions.md says what we do about it.
export NO_MKDOCS_2_WARNING := 1
SOURCES := generator tests
# Where the cards are kept, for edit links and forms: a clone of a repository on GitHub knows it.
ifndef REPO_URL
GITHUB := (https://|ssh://git@|git@)github\.com[:/]
export REPO_URL := $(shell git config --get remote.origin.url | \
	sed -nE 's~^$(GITHUB)([^/]+/[^/]+)$$~https://github.com/\2~p' | sed 's~\.git$$~~')
endif

.DEFAULT_GOAL := help
.PHONY: help site serve check annotate formed report prove prove-content comment draft watch-standing \
	watch-literature tagged package bundle test quick structure mutants \
	lint types workflows unit browser standards format lock schemas forms docs benchmark screenshot clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

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

$(ENV)/.standards: requirements/standards.txt | $(ENV)/.test
	$(PIP) install --require-hashes -r requirements/standards.txt
	@touch $@

site: check ## check the content and build the site into site/
	$(BIN)/claimcards build
	@echo "The site is in site/. To read it: $(PYTHON) -m http.server --directory site, then open http://localhost:8000"

serve: $(ENV)/.site ## preview the site; saving a card rebuilds its page
	$(BIN)/mkdocs serve

check: $(ENV)/.site ## say everything that is wrong with the content
	$(BIN)/claimcards check --strict

annotate: $(ENV)/.site
	$(BIN)/claimcards check --strict --format github

formed: $(ENV)/.site ## ask whether all cards are in the canonical form
	$(BIN)/claimcards format --check --format $(if $(GITHUB_ACTIONS),github,text)

# BASE is what the changes are compared with: a branch, or a commit of it.
export BASE ?= main
report: $(ENV)/.site ## say what the changes since BASE do: in report/, and in a run's summary
	@mkdir -p report
	$(BIN)/claimcards diff --merge-base "$$BASE" HEAD > report/diff.txt
	$(BIN)/claimcards diff --merge-base "$$BASE" HEAD --format markdown >> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}"

prove: ## run the tests that the changes since BASE need
	@$(MAKE) --no-print-directory "$$(.ci/suite)"

prove-content: $(ENV)/.test check
	$(BIN)/pytest tests/integration/test_real_content.py tests/test_docs.py

comment: $(ENV)/.site
	@$(BIN)/claimcards comment

draft: $(ENV)/.site
	@mkdir -p report
	@# A proposed study without a card gets one first, if registries know it. The identifier is from
	@# the form: xargs hands it over as it is, and no shell reads it.
	@$(BIN)/claimcards from-issue --event "$$GITHUB_EVENT_PATH" --missing > report/missing.txt
	@xargs -r $(BIN)/claimcards new study < report/missing.txt \
	  || echo "::warning::the study's card could not be made; it is left as a blank"
	$(BIN)/claimcards from-issue --event "$$GITHUB_EVENT_PATH" > report/draft.md
	@cat report/draft.md >> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}"

# A watch ends with 1 where it found something, and with 3 where not all could be asked. Where it
# found nothing, its report is left empty.
define watched
	@mkdir -p report
	@code=0; $(BIN)/claimcards watch $(1) --format markdown > report/$(2) || code=$$?; \
	test $$code -ne 0 || : > report/$(2); \
	cat report/$(2) >> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}"; \
	test $$code -ne 3 || echo "::warning::not everything could be asked; the next run asks again"; \
	test $$code -le 1 -o $$code -eq 3
endef
watch-standing: $(ENV)/.site ## ask the registries about every reference, and write what has changed
	$(call watched,standing --write,standing.md)

watch-literature: $(ENV)/.site ## list what is new on each claim, in report/
	$(call watched,literature --state report/literature.json --json report/literature-records.json,literature.md)

tagged: $(ENV)/.site # refuses a TAG that is not the version of the package and of the content
	@test "$$TAG" = "v$$($(BIN)/python -c 'import claimcards; print(claimcards.__version__)')" \
	  || { echo "the tag $$TAG is not the package's version"; exit 1; }
	@grep -qxF "version: $${TAG#v}" CITATION.cff || { echo "CITATION.cff has another version than $$TAG"; exit 1; }

package: $(ENV)/.test ## build the package into dist/
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --no-isolation --outdir dist

bundle: $(ENV)/.site check ## pack all cards as data into bundle/, with checksums
	rm -rf bundle
	$(BIN)/claimcards bundle bundle

test: lint types workflows check formed unit ## run the whole test suite

quick: lint types ## lint, types and unit tests, without a browser or a built site
	$(BIN)/pytest --numprocesses 2 --quiet tests/unit tests/test_architecture.py

structure: $(ENV)/.test ## print the shape of the package: rooms, arrows, names
	@$(BIN)/python -m tests.structure

lint: $(ENV)/.test
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: $(ENV)/.test
	$(BIN)/mypy

SCHEMA := $(BIN)/check-jsonschema --quiet --builtin-schema
workflows: $(ENV)/.test ## check workflows, issue forms and metadata
	$(SCHEMA) vendor.github-workflows .github/workflows/*.yml
	$(SCHEMA) custom.github-workflows-require-timeout .github/workflows/*.yml
	$(SCHEMA) vendor.dependabot .github/dependabot.yml
	$(SCHEMA) vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(SCHEMA) vendor.citation-file-format CITATION.cff
	$(BIN)/zizmor --offline --strict-collection --no-progress --quiet --persona auditor .github

unit: $(ENV)/.test browser
	$(BIN)/pytest --numprocesses 2 --dist loadgroup

browser: $(ENV)/.test
	@$(BIN)/python tests/browser/chromium.py

standards: $(ENV)/.standards browser site ## let the Nu HTML checker, a browser on every page and Lighthouse judge the built site
	$(BIN)/python -m tests.standards site

format: $(ENV)/.test ## put the code in its form
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

schemas: $(ENV)/.site ## write the JSON Schemas of all cards, for editors
	$(BIN)/claimcards schema schemas

forms: $(ENV)/.site ## write the issue forms, with the words of the vocabulary
	$(BIN)/claimcards forms .github/ISSUE_TEMPLATE

docs: $(ENV)/.site schemas ## write what is generated in docs/
	$(BIN)/claimcards explain --all > docs/diagnostics.md

mutants: $(ENV)/.test ## change the rules in small ways, and say which changes no test notices
	$(BIN)/python -m tests.mutants

benchmark: $(ENV)/.test ## measure the cost per card, as ratios, and what a preview keeps
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.shortcuts
	$(BIN)/python -m tests.benchmarks.memory

screenshot: $(ENV)/.test site browser ## renew the picture in the README
	$(BIN)/python docs/screenshot.py

LOCK := $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links --strip-extras --no-header --allow-unsafe
lock: $(ENV)/.test ## renew the hashed requirements
	$(LOCK) --extra build --output-file requirements/site.txt pyproject.toml
	$(LOCK) --extra build --extra dev --constraint requirements/site.txt --output-file requirements/test.txt pyproject.toml
	$(LOCK) --extra standards --constraint requirements/test.txt --output-file requirements/standards.txt pyproject.toml

clean: ## delete what was made
	rm -rf $(ENV) site site.new.* build dist bundle report
