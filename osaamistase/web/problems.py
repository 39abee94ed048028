"""What a program is told when it is refused: application/problem+json (RFC 9457) in the language it asks for."""

import json
from collections.abc import Iterable

from flask import Response, g, request
from flask_babel import gettext as _


def brings_a_key() -> bool:
    """Whether the request says that it comes with a key, of whatever kind and however broken."""
    return request.headers.get("Authorization", "")[:7].rstrip().lower() == "bearer"


def asks_as_a_program() -> bool:
    """Whether refusals of this request are for a program to read, whatever it says that it accepts."""
    return brings_a_key() or f"{request.path}/".startswith("/api/") or bool(g.get("as_a_program"))


def problem(status: int, title: str, detail: str, headers: Iterable[tuple[str, str]] = ()) -> Response:
    words = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    response = Response(json.dumps(words, ensure_ascii=False), status, mimetype="application/problem+json")
    response.headers.extend([pair for pair in headers if pair[0].lower() != "content-type"])
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def words_for_a_program(status: int) -> tuple[str, str]:
    """Title and detail by status."""
    known = {
        400: (_("Pyyntöä ei ymmärretty"), _("Tarkista osoite ja sen valinnat.")),
        401: (
            _("Avain puuttuu tai ei kelpaa"),
            _(
                "Lähetä voimassa oleva avain otsakkeessa ”Authorization: Bearer osa_…”. Avaimen voi tehdä palvelun "
                "sivulla ”Omat avaimet”."
            ),
        ),
        403: (_("Osoite ei aukea"), _("Tämä osoite ei aukea avaimella tai tällä tunnuksella.")),
        404: (_("Osoitteessa ei ole mitään"), _("Osoitteessa voi olla virhe. Tarkista se.")),
        405: (_("Pyyntötapa ei käy"), _("Avaimella voi vain lukea. Käytä pyyntöä GET.")),
        429: (_("Liian monta pyyntöä"), _("Odota hetki ja yritä uudelleen.")),
        500: (_("Jokin meni vikaan"), _("Vika on palvelussa. Yritä hetken päästä uudelleen.")),
        503: (_("Palvelu ei juuri nyt vastaa"), _("Yritä hetken päästä uudelleen.")),
    }
    return known.get(status, (_("Pyyntöä ei voitu käsitellä"), _("Tarkista pyyntö ja yritä uudelleen.")))
