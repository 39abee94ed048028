"""The floor of the benchmarks: Flask with nothing on it, one page and one route that upserts a row."""

import os

from flask import Flask, request

from osaamistase.clock import now
from osaamistase.database import connect, db, transaction, upsert
from osaamistase.survey.models import Answer

BODY = "x" * 40_000


def make_bare(url: str, respondent_id: int) -> Flask:
    """`/page` gives 40 kB; POST `/answer` writes one answer of `respondent_id` and does nothing else."""
    app = Flask("bare")
    connect(app, url)
    app.add_url_rule("/page", "page", lambda: BODY)

    def answer() -> dict[str, str]:
        values = {
            "respondent_id": respondent_id, "subject": "TYO-02", "rating": "current", "value": request.form["value"],
            "entered_by_id": None, "saved_at": now(), "version": 1,
        }  # fmt: skip
        insert = upsert(Answer, db.engine.dialect.name).values(values)
        with transaction() as session:
            session.execute(
                insert.on_conflict_do_update(
                    index_elements=["respondent_id", "subject", "rating"], set_={"value": insert.excluded.value}
                )
            )
        return {"saved": "1"}

    app.add_url_rule("/answer", "answer", answer, methods=["POST"])
    return app


if "RESPONDENT" in os.environ:
    app = make_bare(os.environ["DATABASE_URL"], int(os.environ["RESPONDENT"]))
