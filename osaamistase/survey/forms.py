"""What a person types on an area's page: read alike however it was sent, and a sentence for what cannot stay."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from osaamistase.questionnaires.paths import NAME
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.survey.answering import NAME_LONGEST, NOTE, NOTE_LONGEST, Place
from osaamistase.survey.clashes import Writer, recalled
from osaamistase.web.forms import row_number
from osaamistase.web.languages import current_language


def as_kept(text: str) -> str:
    """Line ends as one sign, so that the same words are the same whichever way they were sent."""
    return text.replace("\r\n", "\n").strip()


def given_on(form: Mapping[str, str], places: Iterable[Place]) -> dict[Place, str]:
    return {place: as_kept(form[place.field]) for place in places if place.field in form}


def writer_of(form: Mapping[str, str]) -> Writer:
    """The page that sent the form: its name, the number of this save and what it saw when it was drawn."""
    turn = form.get("turn", "")
    return Writer(
        page=form.get("page", "")[:16],
        turn=row_number(turn),
        seen=recalled(form.get("seen", "")),
    )


def refusal(place: Place) -> str:
    """Why a value cannot stand at `place`, and what to do."""
    if place.rating in (NOTE, NAME):
        most = NOTE_LONGEST if place.rating == NOTE else NAME_LONGEST
        sentence: str = _(
            "Teksti on liian pitkä: enintään %(most)s merkkiä. Lyhennä tekstiä ja tallenna uudelleen.", most=most
        )
        return sentence
    return str(_("Tätä vastausta ei voi tallentaa tähän kohtaan. Valitse jokin vaihtoehdoista."))


def clash_words(asked: Questionnaire, place: Place, kept: str) -> str:
    """What stands there meanwhile; the person's own answer is on the page beside it."""
    return str(
        _(
            "Vastaus muuttui toisaalla. Tallessa on nyt: %(kept)s. Tällä sivulla on sinun vastauksesi: valitse kumpi "
            "jää ja tallenna.",
            kept=_in_words(asked, place, kept),
        )
    )


def _in_words(asked: Questionnaire, place: Place, value: str) -> str:
    states = {"": _("ei vastausta"), "dont_know": _("en osaa sanoa"), "not_applicable": _("ei koske meitä")}
    if place.rating in (NOTE, NAME) or value in states:
        return str(states.get(value, value))
    option = next(one for one in asked.options(place.rating) if one.value == value)
    word = option.word.in_(current_language())
    return f"{value} {word}" if asked.rating[place.rating].numbered else word
