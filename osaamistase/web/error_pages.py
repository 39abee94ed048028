"""Every refusal is a page in the person's language with a way on; the log gets the detail."""

import structlog
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from osaamistase.errors import NotFound, Refused

log = structlog.get_logger()


def show_error_pages(app: Flask) -> None:
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFound, lambda _error: _page(404, *_words(404, "")))
    app.register_error_handler(
        Refused, lambda error: _page(409, _("Tämä ei nyt onnistu"), error.sentence, error.closed)
    )
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, title: str, sentence: str, closed: bool = False) -> ResponseReturnValue:
    return render_template("errors/error.html", title=title, sentence=sentence, status=status, closed=closed), status


def _refused(error: Refused) -> ResponseReturnValue:
    return _page(409, _("Tämä ei nyt onnistu"), error.sentence, error.closed)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    return _page(error.code, *_words(error.code, error.description or ""))


def _words(status: int, detail: str) -> tuple[str, str]:
    if status == 400 and detail == "doubled":
        return _("Lomaketta ei voitu lukea"), _(
            "Sama kenttä tuli kahdesti. Palaa edelliselle sivulle ja lähetä uudelleen."
        )
    if status == 400 and detail == "encoding":
        return _("Lomaketta ei voitu lukea"), _(
            "Tekstissä on merkkejä, joita ei voi tallentaa. Palaa takaisin ja kirjoita kohta uudelleen."
        )
    known = {
        403: (
            _("Tämä sivu ei ole sinulle"),
            _("Tunnuksellasi ei pääse tälle sivulle. Palaa etusivulle tai kirjaudu toisella tunnuksella."),
        ),
        404: (
            _("Sivua ei löydy"),
            _("Osoitteessa voi olla virhe tai sivu on poistettu. Tarkista osoite tai palaa etusivulle."),
        ),
        405: (_("Sivua ei voi avata näin"), _("Palaa etusivulle ja yritä uudelleen.")),
        413: (
            _("Lähetit liian paljon kerralla"),
            _(
                "Teksti on liian pitkä tai tiedosto liian suuri. Palaa takaisin, lyhennä tekstiä tai pienennä "
                "tiedostoa ja lähetä uudelleen."
            ),
        ),
    }
    return known.get(status, (_("Pyyntöä ei voitu käsitellä"), _("Palaa takaisin ja yritä uudelleen.")))


def _expired_form(error: CSRFError) -> ResponseReturnValue:
    """The page's proof of origin has gone; what was typed has not. The person sends it again with one press."""
    # Given back only to our own page: what another site put into a form must never become one press away.
    origin = request.headers.get("Origin", "")
    own = request.headers.get("Sec-Fetch-Site", "") == "same-origin" or origin == request.host_url.rstrip("/")
    kept = [(name, text) for name, text in request.form.items() if name not in ("csrf_token", "password")]
    log.info("csrf_refused", reason=error.description, endpoint=request.endpoint)
    return render_template(
        "errors/expired_form.html", kept=kept if own else [], address=request.full_path.rstrip("?")
    ), 400


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.exception("unexpected_error", endpoint=request.endpoint, kind=type(error).__name__)
    return _page(
        500,
        _("Jokin meni vikaan"),
        _("Vika on meidän, ei sinun. Aiemmin tallennetut tiedot ovat tallessa. Yritä hetken päästä uudelleen."),
    )
