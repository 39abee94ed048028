"""`flask --app wsgi find-word`: where a word stands in the database, as after an erasure."""

import click
from flask.cli import with_appcontext

from osaamistase.datasubjects.steps import places_of


@click.command("find-word")
@click.argument("words", nargs=-1, required=True)
@with_appcontext
def find_word(words: tuple[str, ...]) -> None:
    """Tell in which tables and columns each word still stands, and in how many rows: a name, an address, a business id.

    Ends with 1 where any of them does. Words inside prints (PDF) are not read.
    """
    found = places_of(list(words))
    for word in words:
        for place, rows in found.get(word, {}).items():
            click.echo(f"{word}: {place}, {rows} {'row' if rows == 1 else 'rows'}")
        if word not in found:
            click.echo(f"{word}: nowhere")
    if found:
        raise SystemExit(1)
