"""What a person types on an area's page: read alike however it was sent, and judged with a sentence for each fault."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from osaamistase.survey.answering import NOTE, NOTE_LONGEST, Place, accepted
from osaamistase.survey.questionnaire import Questionnaire


def as_kept(text: str) -> str:
    """Line ends as one sign, so that the same words are the same whichever way they were sent."""
    return text.replace("\r\n", "\n").strip()


def drawn_at(text: str, now: datetime) -> datetime:
    """When the page that was sent was drawn, or last saved from; where it does not say, it is as good as new."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return now
    return moment if moment.tzinfo else now


def refusals(
    asked: Questionnaire, given: Mapping[Place, str], newer: Mapping[Place, str], language: str
) -> dict[Place, str]:
    """What may not be saved just so, each with its sentence: off the scale, or changed elsewhere meanwhile."""
    refused = {place: refusal(place) for place, value in given.items() if not accepted(asked, place, value)}
    for place, kept in newer.items():
        if place in given and given[place] != kept and place not in refused:
            words = _(
                "Vastaus muuttui toisaalla. Tallessa on nyt: %(kept)s.", kept=_in_words(asked, place, kept, language)
            )
            refused[place] = (
                words + " " + _("Tällä sivulla on sinun vastauksesi: valitse kumpi jää ja tallenna uudelleen.")
            )
    return refused


def refusal(place: Place) -> str:
    """Why a value cannot stand at `place`, and what to do."""
    sentence: str = _("Tätä vastausta ei voi tallentaa tähän kohtaan. Valitse jokin vaihtoehdoista.")
    if place.rating == NOTE:
        sentence = _(
            "Teksti on liian pitkä: enintään %(most)s merkkiä. Lyhennä tekstiä ja tallenna uudelleen.",
            most=NOTE_LONGEST,
        )
    return sentence


def _in_words(asked: Questionnaire, place: Place, value: str, language: str) -> str:
    states = {"": _("ei vastausta"), "dont_know": _("en osaa sanoa"), "not_applicable": _("ei koske meitä")}
    if place.rating == NOTE or value in states:
        return str(states.get(value, value))
    option = next(one for one in asked.options(place.rating) if one.value == value)
    return option.word.in_(language)
