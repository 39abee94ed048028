"""`flask --app wsgi access`: docs/access.md, made from what each page declares."""

import click
from flask import current_app

from osaamistase.accounts.matrix import Page, table

_WORDS = """# Who may open which page

Made by `flask --app wsgi access` from what each page declares; a test holds it to the code, and another has each of
these people try every page. What is not declared opens for nobody. `link`: whoever holds a firm's link, and only that
firm's; another firm's anything is a 404. `token`: a program with a living key of a manager or an administrator, reading
only. Prints, files, the interface, calendars (`/kalenteri/…`, by a secret of its own) and the end of reminders
(`/muistutukset/…`, by the letter's) are pages among these. Letters go to a respondent's own address, a firm's contact
or an adviser.

"""


@click.command("access")
def access() -> None:
    """Print the table of who may open which page."""
    pages = [
        Page(
            rule.rule,
            " ".join(sorted((rule.methods or set()) & {"GET", "POST"})),
            getattr(current_app.view_functions[rule.endpoint], "open_to", frozenset()),
        )
        for rule in current_app.url_map.iter_rules()
    ]
    click.echo(_WORDS + table(pages), nl=False)
