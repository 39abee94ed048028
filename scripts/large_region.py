"""A region of any size put into a database at once, as the steps would leave it: for measuring, never for showing.

The rows are what `editions.steps` writes: three rounds a firm, 57 scores a sheet, eight editions. Values come from
arithmetic on row numbers, so that both databases hold the same.
"""

import json
from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import Connection, text

from osaamistase.database import db

EDITIONS = 8
ROUNDS = 3
SECTIONS = "ABCDEFGHIJKLMNPQRSTU"
SIZES = ("mikro", "pieni", "keski", "suuri")
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def fill_region(app: Flask, firms: int, towns: int, items: list[str]) -> None:
    """`items`: competences, areas and "*". Scores are of competences and the whole; editions of all of them."""
    with app.app_context(), db.engine.begin() as connection:
        on_postgresql = connection.dialect.name == "postgresql"
        # Rows are laid down table by table, the parents of some of them never: nothing here is looked up by them.
        connection.execute(
            text("SET session_replication_role = replica" if on_postgresql else "PRAGMA defer_foreign_keys = ON")
        )
        _numbers(connection, firms * ROUNDS)
        _companies(connection, firms, towns)
        _sheets(connection, firms)
        _scores(connection, [one for one in items if len(one) != 3])
        _editions(connection, towns, items)
        connection.execute(text("DROP TABLE large_numbers"))
        if on_postgresql:
            for table in ("companies", "rounds", "sheets"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))
    with app.app_context(), db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _numbers(connection: Connection, many: int) -> None:
    connection.execute(text("CREATE TABLE large_numbers (n INTEGER PRIMARY KEY)"))
    connection.execute(
        text(
            "INSERT INTO large_numbers WITH RECURSIVE c(n) AS "
            f"(SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {many}) SELECT n FROM c"
        )
    )


def _companies(connection: Connection, firms: int, towns: int) -> None:
    connection.execute(
        text(
            "INSERT INTO companies (id, business_id, name, folded_name, industry_scheme, industry_code,"
            " industry_section, headcount, municipality, contact_name, adviser_id, created_at, contact_email,"
            " contact_phone, language, made_up) "
            "SELECT n, CAST(1000000 + n AS VARCHAR(7)) || '-0', 'Esimerkki ' || n, 'esimerkki ' || n, 'TOL 2025',"
            f" '10.71', 'C', 4, 'Kunta ' || (n % {towns}), 'Esimerkki', 1, :now, '', '', 'fi', TRUE"
            f" FROM large_numbers WHERE n <= {firms}"
        ),
        {"now": NOW},
    )


def _sheets(connection: Connection, firms: int) -> None:
    """The n-th sheet is of firm (n − 1) % firms + 1, in round 1, 2 or 3; a later one takes the earlier's place."""
    company, turn = f"((n - 1) % {firms} + 1)", f"((n - 1) / {firms})"
    entered = f"CASE {turn} WHEN 0 THEN 1 + {company} % 3 WHEN 1 THEN 4 + {company} % 3 ELSE 7 + {company} % 2 END"
    left = f"CASE {turn} WHEN 0 THEN 4 + {company} % 3 WHEN 1 THEN 7 + {company} % 2 END"
    connection.execute(
        text(
            "INSERT INTO rounds (id, company_id, questionnaire_id, questionnaire_version, questionnaire_sha256,"
            " opened_at, opened_by_id, submitted_at) "
            f"SELECT n, {company}, 'osaamistase', 2, '', :now, 1, :now FROM large_numbers"
        ),
        {"now": NOW},
    )
    connection.execute(
        text(
            "INSERT INTO sheets (id, round_id, number, company_id, method, content, sha256, made_at,"
            " industry_section, size_class, to_talk) "
            f"SELECT n, n, 1, {company}, '1.0', :words, '', :now, 'C', 'mikro', 0 FROM large_numbers"
        ),
        {"now": NOW, "words": "x" * 2000},
    )
    sections = "substr('" + SECTIONS + f"', {company} * 7 % {len(SECTIONS)} + 1, 1)"
    share = f"{company} % 20"
    sizes = f"CASE WHEN {share} < 11 THEN 'mikro' WHEN {share} < 17 THEN 'pieni' WHEN {share} < 19 THEN 'keski'"
    sizes += " ELSE 'suuri' END"
    connection.execute(
        text(
            "INSERT INTO contributions (sheet_id, round_id, company_id, section, size_class, municipality,"
            ' questionnaire, made_at, made_up, entered, "left") '
            f"SELECT n, n, {company}, {sections}, {sizes},"
            f" (SELECT municipality FROM companies c WHERE c.id = {company}), 'osaamistase-2',"
            f" :now, TRUE, {entered}, {left} FROM large_numbers"
        ),
        {"now": NOW},
    )


def _scores(connection: Connection, items: list[str]) -> None:
    connection.execute(text("CREATE TABLE large_items (i INTEGER PRIMARY KEY, item VARCHAR(8))"))
    connection.execute(
        text("INSERT INTO large_items VALUES (:i, :item)"), [{"i": i, "item": item} for i, item in enumerate(items)]
    )
    level, target = "((n % 9973 * 7919 + i * 1049) % 41 * 100)", "(2000 + (n * 31 + i * 17) % 31 * 100)"
    gap = f"(CASE WHEN {target} > {level} THEN {target} - {level} ELSE 0 END)"
    connection.execute(
        text(
            "INSERT INTO scores (sheet_id, item, level, target, gap, priority, need, lacks) "
            f"SELECT n, item, {level}, {target}, {gap}, 4 * {gap}, CASE WHEN {gap} >= 500 THEN 1 ELSE 0 END,"
            f" CASE WHEN {target} > {level} THEN 1 WHEN {target} < {level} THEN -1 ELSE 0 END"
            " FROM large_numbers CROSS JOIN large_items"
        )
    )
    connection.execute(text("DROP TABLE large_items"))


def _editions(connection: Connection, towns: int, items: list[str]) -> None:
    """Every cell shown, so that the pages have the most to tell."""
    rows = {"section": list(SECTIONS), "municipality": [f"Kunta {n}" for n in range(towns)]}
    ends = [date(2024 + n // 4, 3 * (n % 4) + 3, 30) for n in range(3, 3 + EDITIONS)]
    names = json.dumps({table: [found, list(SIZES)] for table, found in rows.items()})
    for number, end in enumerate(ends, start=1):
        connection.execute(
            text(
                "INSERT INTO editions (number, quarter_end, given_at, k, firms, questionnaires, names, made_up) "
                "VALUES (:number, :end, :now, 5, 100, '[\"osaamistase-2\"]', :names, TRUE)"
            ),
            {"number": number, "end": end, "now": NOW, "names": names},
        )
    cells = [
        {"t": table, "r": row, "c": column}
        for table, names_ in rows.items()
        for row in (*names_, "")
        for column in (*SIZES, "")
    ]
    connection.execute(text("CREATE TABLE large_cells (t VARCHAR(14), r VARCHAR(60), c VARCHAR(14))"))
    connection.execute(text("INSERT INTO large_cells VALUES (:t, :r, :c)"), cells)
    connection.execute(text("CREATE TABLE large_items (i INTEGER PRIMARY KEY, item VARCHAR(8))"))
    connection.execute(
        text("INSERT INTO large_items VALUES (:i, :item)"), [{"i": i, "item": item} for i, item in enumerate(items)]
    )
    connection.execute(
        text(
            "INSERT INTO edition_figures (edition, item, table_name, row_name, column_name, state, of, firms,"
            " level, target, gap, priority, need, rds) "
            "SELECT number, item, t, r, c, 'shown', number, 20 + i, '1.' || (i % 10), '3.5', '1.' || (i % 9), '6',"
            " CAST(10 * (1 + i % 9) AS VARCHAR(3)), '-40' FROM editions, large_items, large_cells"
        )
    )
    connection.execute(text("DROP TABLE large_items"))
    connection.execute(text("DROP TABLE large_cells"))
