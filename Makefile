# Everything a person or a machine does with this repository. Needs make and Python 3.11 or newer.
# `make help` lists it. What is installed is in requirements.lock and requirements-dev.lock, each
# file by its hash; where it comes from is your own pip's business (its settings are not touched).

.DEFAULT_GOAL := help
.PHONY: help play test peers peers-here bench lock schema library clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

VENV := .venv
BIN  := $(VENV)/bin
PIP  := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0 $(BIN)/python -m pip
# Wheels only: a source package would fetch build tools that no lock pins.
LOCKED := install -q --require-hashes --only-binary :all:
HERE := install -q --no-deps --no-build-isolation -e .
JOBS ?= 2
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python

# A stamp is newer than what it was made from, or the work is done again.
PLAY_READY := $(VENV)/.ready-to-play
TEST_READY := $(VENV)/.ready-to-test

# A .venv that was moved here with its folder has scripts that name the old place; one whose Python
# was uninstalled has none. Neither is ready, whatever its stamps say.
$(shell [ ! -d $(VENV) ] || { [ -x $(BIN)/python ] && [ "$$(cat $(VENV)/.home 2>/dev/null)" = "$$(pwd -P)" ]; } \
  || rm -f $(PLAY_READY) $(TEST_READY))

help:
	@echo 'make play    set up once, then start sixty'
	@echo 'make test    set up once, then lint, format, types, walls and every test'
	@echo 'make peers   fetch programs that nobody here wrote, each into a place of its own, and test against them'
	@echo 'make bench   set up once, then measure; benchmarks/README.md says what'
	@echo 'make lock    pin the newest allowed dependencies by version and hash (needs uv)'
	@echo 'make schema  write scenarios/schema/ again from the models'
	@echo 'make library write docs/library.md and docs/coverage.md again from the scenarios'
	@echo 'make clean   remove caches and build output (remove $(VENV) yourself to start over)'

play: $(PLAY_READY)
	@$(BIN)/sixty

# Some hundred programs are started: where no bytecode may be kept, each compiles everything anew.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n $(JOBS) --dist worksteal

# tests/peers says which, by version and hash; PEERS names some of them.
peers: export PYTHONDONTWRITEBYTECODE :=
peers: peers-here
	$(BIN)/pytest -n $(JOBS) --dist worksteal tests/oracles tests/office/test_exports.py

peers-here: $(TEST_READY)
	@$(BIN)/python -m tests.peers $(PEERS)

bench: $(TEST_READY)
	$(BIN)/python -m benchmarks

schema: $(PLAY_READY)
	@mkdir -p scenarios/schema
	@for name in scenario binder; do \
	  $(BIN)/sixty schema $$name > scenarios/schema/$$name.json.new \
	    && mv scenarios/schema/$$name.json.new scenarios/schema/$$name.json \
	    || { rm -f scenarios/schema/$$name.json.new; exit 1; }; \
	  echo "scenarios/schema/$$name.json"; \
	done

# Of the scenarios that come with Sixty alone, whatever shelves of your own you keep.
library: $(PLAY_READY)
	@for page in library coverage; do \
	  option=; [ $$page = library ] || option=--coverage; \
	  SIXTY_SCENARIOS= $(BIN)/sixty library $$option --format markdown > docs/$$page.md.new \
	    && mv docs/$$page.md.new docs/$$page.md \
	    || { rm -f docs/$$page.md.new; echo 'Not every scenario is right: sixty check says more.' >&2; exit 1; }; \
	  echo "docs/$$page.md"; \
	done

# `make lock UPGRADE=` adds what pyproject.toml newly names and leaves every other pin as it is.
UPGRADE ?= --upgrade
UV_LOCK := uv pip compile --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --only-binary :all: $(UPGRADE) --no-header --no-emit-index-url --no-emit-find-links
NPM_LOCK := npm install --silent --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

lock:
	@command -v uv >/dev/null 2>&1 || { \
	  echo 'make lock needs uv, and it is not on your PATH: "pipx install uv" brings it.' >&2; exit 1; }
	$(UV_LOCK) pyproject.toml --group build -o requirements.lock
	$(UV_LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	for peer in tests/peers/*.in; do $(UV_LOCK) $$peer -o $${peer%.in}.lock || exit 1; done
	if command -v npm >/dev/null; then \
	  for peer in tests/peers/*/package.json; do $(NPM_LOCK) --prefix $${peer%/*} || exit 1; done; \
	else echo 'There is no npm on your PATH, so the locks in tests/peers/*/ stay as they are.' >&2; fi
	@if grep -nE '://|^ *--(index|extra-index|find-links|trusted)' requirements.lock requirements-dev.lock tests/peers/*.lock \
	  || grep -n '"resolved"' tests/peers/*/package-lock.json; \
	  then echo 'The lock names where it came from. It must not: see the lines above.' >&2; exit 1; fi

clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find scoring game tests benchmarks -type d -name __pycache__ -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------------

$(PLAY_READY): requirements.lock pyproject.toml
	@$(MAKE_VENV)
	@echo 'Fetching what sixty needs. This is done once and takes about a minute.'
	@$(PIP) $(LOCKED) -r requirements.lock || { $(NO_PACKAGES); }
	@$(PIP) $(HERE)
	@touch $@

$(TEST_READY): requirements-dev.lock pyproject.toml
	@$(MAKE_VENV)
	@echo 'Fetching what work on sixty needs. This is done once and takes a minute or two.'
	@$(PIP) $(LOCKED) -r requirements-dev.lock || { $(NO_PACKAGES); }
	@$(PIP) $(HERE)
	@touch $@ $(PLAY_READY)

NO_PACKAGES = \
  echo 'Could not fetch what the lock lists: is this machine online, and does pip know where to look?' >&2; \
  exit 1

# A .venv that works is kept; one that was moved, or whose Python is gone or too old, is made anew.
# $(PYTHON) overrides the search.
define MAKE_VENV
home="$$(cat $(VENV)/.home 2>/dev/null)"; \
if { [ -z "$$home" ] || [ "$$home" = "$$(pwd -P)" ]; } && $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
then :; else \
  found=; \
  for python in $(or $(PYTHON),$(PYTHONS)); do \
    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
    then found="$$python"; break; fi; \
  done; \
  if [ -z "$$found" ]; then \
    echo 'Sixty needs Python 3.11 or newer and $(if $(PYTHON),$(PYTHON) is not,found none): install one, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3' >&2; exit 1; fi; \
  if ! "$$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
    echo "$$found cannot make a virtual environment: install its venv package (on Debian and Ubuntu: apt install python3-venv), then try again." >&2; exit 1; fi; \
  "$$found" -m venv --clear $(VENV) || { \
    echo "$$found could not make a virtual environment in $(VENV): the lines above say why." >&2; exit 1; }; \
fi; \
pwd -P > $(VENV)/.home
endef
