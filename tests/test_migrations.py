"""Every table comes from a migration: up, down with rows in, and no difference from the models. On both databases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from osaamistase.app import create_app
from osaamistase.database import Base, db, transaction
from osaamistase.settings import ROOT
from tests.conftest import settings_for
from tests.people import make_people
from tests.postgres import own_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = own_database(str(request.getfixturevalue("postgres_url")), "migrations")
    app = create_app(settings_for(url))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_migrations_make_the_very_tables_of_the_models_and_take_them_away_with_rows_in(empty_app: Flask) -> None:
    with empty_app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
        assert _guards() == _guards_of_models(empty_app)
        with transaction():
            make_people()
        db.session.remove()
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade()
        assert set(inspect(db.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def _guards() -> dict[str, str]:
    """Every trigger in the database with the words that decide."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    if db.engine.dialect.name == "postgresql":
        query = (
            "SELECT tgname, pg_get_triggerdef(t.oid) || prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid "
            "WHERE NOT tgisinternal"
        )
    with db.engine.connect() as connection:
        return {name: " ".join(words.split()) for name, words in connection.execute(text(query))}


def _guards_of_models(app: Flask) -> dict[str, str]:
    """The same, where the models made the tables; then everything is as it was after the migrations."""
    db.session.remove()
    downgrade(revision="base")
    Base.metadata.create_all(db.engine)
    found = _guards()
    Base.metadata.drop_all(db.engine)
    upgrade()
    return found


def test_sheets_stored_before_talks_keep_every_word_and_get_what_figures_over_firms_need(empty_app: Flask) -> None:
    stored = (ROOT / "tests/scoring/stored/1/3-osaamistase-2.json").read_text(encoding="utf-8")
    with empty_app.app_context():
        upgrade(revision="0002")
        with db.engine.begin() as connection:
            for words in (
                "INSERT INTO users (id, email, name, role, password_hash, created_at, phone) VALUES (1, 'a@b.example', 'Testi', 'adviser', '', '2026-11-01', '')",
                "INSERT INTO companies (id, business_id, name, industry_scheme, industry_code, industry_section, headcount, municipality, contact_name, adviser_id, created_at, contact_email, contact_phone, language, made_up) VALUES (1, '9000001-1', 'Testi', 'TOL 2025', '10.71', 'C', 30, 'Kouvola', 'Testi', 1, '2026-11-01', '', '', 'fi', TRUE)",
                "INSERT INTO rounds (id, company_id, questionnaire_id, questionnaire_version, questionnaire_sha256, opened_at, opened_by_id) VALUES (1, 1, 'osaamistase', 2, '', '2026-11-01', 1)",
            ):  # fmt: skip
                connection.execute(text(words))
            row = {"content": stored, "sha": "0" * 64}
            connection.execute(text("INSERT INTO sheets (id, round_id, company_id, method, content, sha256, made_at) VALUES (7, 1, 1, '1', :content, :sha, '2026-11-02')"), row)  # fmt: skip
            connection.execute(text("INSERT INTO area_results (sheet_id, area, mean_gap) VALUES (7, 'TYO', 1.25)"))
        upgrade()
        with db.engine.connect() as connection:
            sheet = connection.execute(
                text("SELECT id, number, content, sha256, industry_section, size_class, level_index FROM sheets")
            ).one()
            area = connection.execute(text("SELECT sheet_id, area, mean_gap, mean_level FROM area_results")).one()
        # Over the shared competences: 100·Σwn/(5·Σw) and Σwn/Σw, by the document's own lines.
        assert (*sheet[:6], round(float(sheet[6]), 3)) == (7, 1, stored, "0" * 64, "C", "pieni", 49.309)
        assert (*area[:2], float(area[2]), round(float(area[3]), 3)) == (7, "TYO", 1.25, 3.25)
        db.session.remove()
        downgrade(revision="0002")
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT content FROM sheets")).scalar() == stored
            assert float(connection.execute(text("SELECT mean_gap FROM area_results")).scalar() or 0) == 1.25


def test_firms_and_sheets_kept_before_the_search_are_found_and_tell_how_much_calls_for_a_talk(empty_app: Flask) -> None:
    stored = json.loads((ROOT / "tests/scoring/stored/1/3-osaamistase-2.json").read_text(encoding="utf-8"))
    lines = stored["sheet"]["competences"]
    for line in lines:
        line["agreement_label"], line["check_first"] = None, False
    lines[0]["agreement_label"] = lines[1]["agreement_label"] = "erimielinen"
    gap = next(one for one in lines[2:] if one["id"] in stored["sheet"]["gaps"])
    no_gap = next(one for one in lines[2:] if one["id"] not in stored["sheet"]["gaps"])
    gap["check_first"] = no_gap["check_first"] = True
    with empty_app.app_context():
        upgrade(revision="0003")
        with db.engine.begin() as connection:
            for words in (
                "INSERT INTO users (id, email, name, role, password_hash, created_at, phone) VALUES (1, 'a@b.example', 'Testi', 'adviser', '', '2026-11-01', '')",
                "INSERT INTO companies (id, business_id, name, industry_scheme, industry_code, industry_section, headcount, municipality, contact_name, adviser_id, created_at, contact_email, contact_phone, language, made_up) VALUES (1, '9000001-1', 'ÄÄKKÖS  Oy', 'TOL 2025', '10.71', 'C', 30, 'Kouvola', 'Testi', 1, '2026-11-01', '', '', 'fi', TRUE)",
                "INSERT INTO rounds (id, company_id, questionnaire_id, questionnaire_version, questionnaire_sha256, opened_at, opened_by_id) VALUES (1, 1, 'osaamistase', 2, '', '2026-11-01', 1)",
            ):  # fmt: skip
                connection.execute(text(words))
            row = {"content": json.dumps(stored), "sha": "0" * 64}
            connection.execute(text("INSERT INTO sheets (id, round_id, number, company_id, method, content, sha256, made_at, industry_section, size_class) VALUES (7, 1, 1, 1, '1', :content, :sha, '2026-11-02', 'C', 'pieni')"), row)  # fmt: skip
        upgrade()
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT folded_name FROM companies")).scalar() == "ääkkös oy"
            assert connection.execute(text("SELECT to_talk FROM sheets")).scalar() == 3
        assert "keep_sheets" in _guards()
        db.session.remove()
        downgrade(revision="0003")
        assert "keep_sheets" in _guards()
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT content FROM sheets")).scalar() == json.dumps(stored)
