"""The headings and words of the spreadsheet of actions."""

from flask_babel import lazy_gettext as _

HEADINGS = {
    "title": _("Toimenpide"), "kind": _("Laji"), "description": _("Miten"),
    "measure": _("Mistä huomaamme, että onnistui"),
    "responsible": _("Vastuuhenkilö yrityksessä"), "deadline": _("Määräaika"), "status": _("Tila"),
    "services": _("Palvelut"), "cost": _("Kustannus"), "funding": _("Rahoitus"),
    "evidence": _("Näyttö: mitä on saatu aikaan"), "from": _("Nykytaso"), "to": _("Tavoite"),
    "because": _("Pois jätetty, koska"),
}  # fmt: skip
