"""docs/access.md tells of every page who may open it, as the code says."""

from flask import Flask

from osaamistase.accounts.matrix import Page, table
from osaamistase.settings import ROOT


def test_the_table_of_who_may_open_what_is_what_the_code_says(app: Flask) -> None:
    pages = [
        Page(
            rule.rule,
            " ".join(sorted((rule.methods or set()) & {"GET", "POST"})),
            app.view_functions[rule.endpoint].open_to,  # type: ignore[attr-defined]
        )
        for rule in app.url_map.iter_rules()
    ]
    written = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    assert table(pages) in written, "make it anew: flask --app wsgi access > docs/access.md"
