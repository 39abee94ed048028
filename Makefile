# make run: everything needed, then the service with demo data. make test: everything needed, then every test.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench soak screenshots translations

run:
	@PYTHON='$(PYTHON)' scripts/prepare base
	@PORT='$(PORT)' scripts/serve

test: check
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/ruff format --check -q osaamistase tests scripts
	@$(BIN)/ruff check -q osaamistase tests scripts
	@$(BIN)/mypy
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/python -m pytest tests/house

bench:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.bench

soak:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.soak

screenshots:
	@PYTHON='$(PYTHON)' scripts/prepare dev
	@$(BIN)/python -m scripts.screenshots

# Bring the Swedish and English catalogues up to date with the texts in code and templates.
translations:
	@$(BIN)/pybabel -q extract -F babel.cfg -k lazy_gettext -k _ -k ngettext:1,2 --no-location --omit-header -o build/messages.pot .
	@for language in sv en; do $(BIN)/pybabel -q update -N --no-location --omit-header -i build/messages.pot -d osaamistase/translations -l $$language; done
