"""What is seen as breaking the release before, and what is not; and that PostgreSQL thinks so, too."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Connection, create_engine, text

from tests.postgres import own_database
from tests.releases.breaking import shape_of, what_breaks

TABLES = """
CREATE TABLE firms (id SERIAL PRIMARY KEY, name VARCHAR(20) NOT NULL, size INTEGER, note TEXT NOT NULL DEFAULT '');
CREATE TABLE visits (id SERIAL PRIMARY KEY, firm_id INTEGER, day DATE);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
"""


@pytest.fixture
def url(postgres_url: str) -> str:
    return own_database(postgres_url, "breaking")


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(TABLES))
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    "words",
    [
        "CREATE TABLE talks (id SERIAL PRIMARY KEY, firm_id INTEGER NOT NULL REFERENCES firms, UNIQUE (firm_id))",
        "ALTER TABLE firms ADD COLUMN town VARCHAR(40)",
        "ALTER TABLE firms ADD COLUMN rank INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE visits ADD COLUMN led_by INTEGER REFERENCES firms, ADD CHECK (led_by > 0)",
        "ALTER TABLE firms ALTER name DROP NOT NULL",
        "CREATE INDEX CONCURRENTLY ix ON visits (day)",
    ],
)
def test_what_is_only_added_breaks_nothing(words: str, connection: Connection) -> None:
    before = shape_of(connection)
    connection.execute(text(words))
    assert what_breaks(before, shape_of(connection), [words]) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("DROP TABLE visits", "visits.day is gone"),
        ("ALTER TABLE firms DROP COLUMN size", "firms.size is gone"),
        ("ALTER TABLE firms RENAME COLUMN size TO people", "firms.size is gone"),
        ("ALTER TABLE firms RENAME TO companies", "firms.name is gone"),
        ("ALTER TABLE firms ALTER name TYPE VARCHAR(10)", "another type: character varying(10) instead of"),
        ("ALTER TABLE firms ALTER name TYPE VARCHAR(200)", "another type: character varying(200) instead of"),
        ("ALTER TABLE firms ADD COLUMN town TEXT NOT NULL", "firms.town is new, NOT NULL, and has no server default"),
        ("ALTER TABLE firms ALTER size SET NOT NULL", "firms.size must be given now"),
        ("ALTER TABLE firms ALTER note DROP DEFAULT", "firms.note must be given now"),
        ("ALTER TABLE firms ADD CHECK (size > 0)", "firms has a new rule: CHECK"),
        ("ALTER TABLE firms ADD UNIQUE (name)", "firms has a new rule: UNIQUE"),
        ("ALTER TABLE visits ADD FOREIGN KEY (firm_id) REFERENCES firms", "visits has a new rule: FOREIGN KEY"),
        ("ALTER TABLE firms ADD COLUMN c INTEGER, ADD CHECK (c > size)", "firms has a new rule: CHECK"),
        ("CREATE UNIQUE INDEX CONCURRENTLY ix ON firms (name)", "firms has a new rule: CREATE UNIQUE INDEX"),
        ("CREATE INDEX ix ON visits (day)", "the index ix stops who writes to visits: create_index_beside()"),
        ("CREATE TRIGGER t BEFORE UPDATE ON firms EXECUTE FUNCTION refuse()", "firms has a new or another trigger"),
    ],
)
def test_what_the_release_before_would_stumble_over_is_told(words: str, told: str, connection: Connection) -> None:
    before = shape_of(connection)
    connection.execute(text(words))
    assert told in "; ".join(what_breaks(before, shape_of(connection), [words]))


def test_an_index_built_beside_stands_alone(connection: Connection) -> None:
    before = shape_of(connection)
    made = ["ALTER TABLE visits ADD COLUMN hour INTEGER", "CREATE INDEX CONCURRENTLY ix ON visits (hour)"]
    for words in made:
        connection.execute(text(words))
    assert "must stand alone" in what_breaks(before, shape_of(connection), made)[0]


def test_postgresql_refuses_a_statement_held_ready_after_a_type_was_widened_and_not_after_a_column_was_added(
    url: str, connection: Connection
) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        for _time in range(6):  # after the fifth time the driver holds it ready
            server.execute("SELECT id, name FROM firms").fetchall()
        connection.execute(text("ALTER TABLE firms ADD COLUMN town TEXT"))
        server.execute("SELECT id, name FROM firms").fetchall()
        connection.execute(text("ALTER TABLE firms ALTER name TYPE VARCHAR(200)"))
        with pytest.raises(psycopg.errors.FeatureNotSupported):
            server.execute("SELECT id, name FROM firms").fetchall()
