"""Addresses of static files that change when the file does, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

import segno
from flask import Flask, url_for

from osaamistase.web.fragments import mark, words
from osaamistase.web.tokens import drawn_with, paper_tokens


def version_assets(app: Flask) -> None:
    """Give templates `asset(name)`, `colour(token)`, and `mark(name, value)` and `words(name)` of fragments."""
    folder = Path(app.static_folder or "")

    @cache
    def fingerprint(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=fingerprint(name))

    @cache
    def tokens() -> dict[str, str]:
        return paper_tokens((folder / "tokens.css").read_text(encoding="utf-8"))

    def colour(token: str) -> str:
        """A colour as light paper has it, for a letter or a file that cannot look it up."""
        return tokens()[f"--{token}"]

    def on_paper(html: str) -> str:
        return drawn_with(html, tokens())

    app.jinja_env.globals.update(asset=asset, colour=colour, mark=mark, words=words, qr=qr)
    app.jinja_env.filters.update(on_paper=on_paper)


def qr(address: str) -> str:
    """A QR code of `address` as a data address for an image; dark on light in any colours."""
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))
