"""The report's sheets in the reader's words."""

from collections.abc import Iterator, Sequence
from datetime import date

from flask_babel import gettext as _

from osaamistase.companies.size import CLASSES
from osaamistase.esr.report import Report
from osaamistase.web.spreadsheet import Cell, Sheet


def size_words() -> dict[str, str]:
    return {
        "mikro": _("mikroyritys (1–9)"),
        "pieni": _("pieni yritys (10–49)"),
        "keski": _("keskisuuri yritys (50–249)"),
        "suuri": _("suuri yritys (250–)"),
    }


def sheets_of(
    report: Report, trainings: Sequence[tuple[int, str, date, int, int]], first: date, last: date, made: date
) -> Iterator[Sheet]:
    """Firms; sums; trainings with counts of those who came; how it was made."""
    sizes = size_words()
    yield Sheet(
        _("Yritykset"),
        [
            _("Y-tunnus"), _("Yritys"), _("Henkilöstö"), _("Kokoluokka"), _("Toimialaluokitus"), _("Toimialan koodi"),
            _("Toimialan pääluokka"), _("Kunta"), _("Ensimmäinen palvelupäivä"), _("Tunnit"),
            _("Käyntejä ilman tunteja"), _("Palvelukertoja"), _("Keksitty esimerkki"),
        ],
        [
            [
                one.firm.business_id, one.firm.name, one.firm.headcount, sizes[one.firm.size_class],
                one.firm.industry_scheme, one.firm.industry_code, one.firm.industry_section, one.firm.municipality,
                one.first, hours(one.minutes), one.unwritten, one.times, _("kyllä") if one.firm.made_up else "",
            ]
            for one in report.firms
        ],
    )  # fmt: skip
    yield Sheet(
        _("Yhteenveto"),
        [_("Luokitus"), _("Luokka"), _("Yrityksiä")],
        [
            *([_("Kokoluokka"), sizes[one], report.by_size.get(one, 0)] for one in CLASSES),
            *([_("Toimialan pääluokka"), *one] for one in report.by_section.items()),
            *([_("Kunta"), *one] for one in report.by_municipality.items()),
            [_("Yhteensä"), _("Tuettuja yrityksiä"), len(report.firms)],
        ],
    )
    yield Sheet(
        _("Valmennukset"),
        [_("Päivä"), _("Valmennus"), _("Yrityksiä"), _("Osallistujia")],
        [[day, title, firms, persons] for _id, title, day, firms, persons in trainings],
    )
    yield Sheet(
        _("Näin raportti on tehty"),
        [_("Asia"), _("Selitys")],
        [[_("Alkaa"), first], [_("Päättyy"), last], [_("Tehty"), made], *_explained()],
        {0: 24, 1: 100},
    )


def _explained() -> list[Sequence[Cell]]:
    return [
        [
            _("Tuettu yritys"),
            _(
                "Yritys on mukana kerran, kun jaksolla on kirjattu muistiinpano, lähetetty vastaukset, vahvistettu "
                "suunnitelma tai käyty valmennuksessa."
            ),
        ],
        [_("Tunnit"), _("Muistiinpanoihin kirjattu työaika. Tyhjä: tunteja ei ole kirjattu. Tyhjä ei ole nolla.")],
        [
            _("Osallistujia"),
            _("Henkilöiden määrä valmennuksissa. Nimiä ei kerätä, joten sama henkilö voi olla mukana monta kertaa."),
        ],
        [_("Yrityksen tiedot"), _("Koko, toimiala ja kunta ovat rekisterissä raportin tekopäivänä olevat.")],
    ]


def hours(minutes: int | None) -> float | None:
    """None stays None: what was not written down is not zero."""
    return None if minutes is None else minutes / 60
