"""`demo-region`: a made-up region for demonstrations and for measuring."""

import time

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from osaamistase.accounts.models import User
from osaamistase.cli.telling import refuse
from osaamistase.clock import now
from osaamistase.database import db
from osaamistase.demo.region import RegionRefused, write_region


@click.command("demo-region")
@click.option("--firms", "count", type=click.IntRange(1, 250_000), required=True, help="How many made-up firms.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same region.")
@click.option("--quarters", type=click.IntRange(1, 40), default=6, show_default=True, help="Over how many quarters.")
@with_appcontext
def demo_region(count: int, seed: int, quarters: int) -> None:
    """Add made-up firms with finished rounds, each marked as made up. Refused where there are real firms."""
    adviser = db.session.scalar(select(User).where(User.role == "adviser").order_by(User.id.desc()).limit(1))
    if adviser is None:
        refuse("there is no adviser yet; add one with: flask --app wsgi user add")
    begun, last = time.monotonic(), 0
    try:
        for written, rounds in write_region(count, seed, quarters, adviser, now()):
            click.echo(f"{written} of {count} firms", err=True)
            last = rounds
    except RegionRefused as error:
        refuse(str(error))
    click.echo(f"{count} made-up firms, {last} rounds, {time.monotonic() - begun:.1f} s")
