# make run: everything needed, then the service with demo data. make test: everything needed, then every test
# once but the slow ones. make rest: those, and each test on the other database.
PORT ?= 8000
PYTHON ?= python3
MINUTES ?= 5
DATABASE ?= sqlite
BIN := .venv/bin
EXTRACT = $(BIN)/pybabel -q extract -F babel.cfg --no-location --omit-header
UPDATE = $(BIN)/pybabel -q update -N --omit-header --ignore-obsolete -d osaamistase/translations

.PHONY: run test rest check bench performance attack fuzz mutants soak screenshots translations

run:
	@PYTHON='$(PYTHON)' scripts/prepare base
	@PORT='$(PORT)' scripts/serve

test: check
	@$(BIN)/python -m pytest -n 3 --dist worksteal --ignore=tests/house --part once

rest:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m pytest -n 3 --dist worksteal --ignore=tests/house --part rest

check:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/ruff format --check -q osaamistase tests scripts
	@$(BIN)/ruff check -q osaamistase tests scripts
	@$(BIN)/mypy
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/bandit -q -r osaamistase -ll -c pyproject.toml
	@$(BIN)/python -m scripts.known_holes
	@$(BIN)/python -m pytest tests/house

bench:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.bench
	@$(BIN)/python -m scripts.bench_region $(FIRMS)

performance:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.bench_start
	@$(BIN)/python -m scripts.bench_cost
	@$(BIN)/python -m scripts.profile_page
	@MINUTES=10 $(BIN)/python -m scripts.bench_whole
	@MINUTES=12 $(BIN)/python -m scripts.bench_prints
	@MINUTES=12 $(BIN)/python -m scripts.bench_prints postgresql
	@MINUTES=15 $(BIN)/python -m scripts.soak
	@MINUTES=15 $(BIN)/python -m scripts.soak postgresql
	@$(BIN)/python -m scripts.performance_page

fuzz:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.fuzz --minutes $(MINUTES)

attack:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.attack $(REGIONS)

mutants:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.mutants

soak:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m pytest -n 2 --dist worksteal tests/faults
	@$(BIN)/python -m scripts.soak $(DATABASE)

screenshots:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.screenshots

# Bring the catalogues up to date with the texts in code and templates. The Finnish one holds only the texts that
# have a plural: every other Finnish text is its own key.
translations:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@mkdir -p build
	@$(EXTRACT) -k lazy_gettext -k _ -k ngettext:1,2 -o build/messages.pot .
	@$(EXTRACT) --no-default-keywords -k ngettext:1,2 -o build/plurals.pot .
	@for language in sv en; do $(UPDATE) -i build/messages.pot -l $$language || exit 1; done
	@$(UPDATE) -i build/plurals.pot -l fi
