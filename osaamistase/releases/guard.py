"""A release does not begin to serve on tables that it does not fit."""

from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from osaamistase.database import db
from osaamistase.errors import Misfit
from osaamistase.releases.fitting import Fit, fit
from osaamistase.releases.schema import known, knows
from osaamistase.releases.store import find_oldest_fit, find_revision


def how_it_fits(look: Connection) -> Fit:
    """This code and the tables at hand."""
    stands = find_revision(look)
    newer = stands is not None and not knows(stands)
    return fit(stands, find_oldest_fit(look) if newer else None, known())


def refuse_misfit(app: Flask) -> None:
    """Raises Misfit where tables are there and of a release that this one does not go with.

    A database that does not answer, or is empty, stops no start: it may come while we serve, and /readyz tells.
    """
    with app.app_context():
        try:
            with db.engine.connect() as look:
                found, empty = how_it_fits(look), find_revision(look) is None
        except SQLAlchemyError:
            return
        finally:
            db.engine.dispose()  # a connection made before the processes part is no good to any of them
    if not found.serves and not empty:
        raise Misfit(f"osaamistase: the tables {found.what}")
