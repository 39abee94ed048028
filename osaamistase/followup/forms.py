"""What an adviser types of a visit, and of the days of follow-up."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from osaamistase.plans.status import WrongStep, wordless_steps
from osaamistase.web.forms import Form

HOW = {"kaynti": _("käynti"), "puhelu": _("puhelu"), "etapalaveri": _("etäpalaveri"), "muu": _("muu")}
DATES = ["%Y-%m-%d", "%d.%m.%Y"]
LONGEST = 20_000
WORDS_LONGEST = 2_000  # of one action
_HOURS = r"([0-9]{1,2}([.,][0-9]{0,2})?)?$"


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").rstrip()


class NoteForm(Form):
    """A visit or a note. What is said of each action stands beside it (see `outcomes`)."""

    day = DateField(_("Päivä"), [InputRequired(_("Anna päivä, esimerkiksi 28.2.2027."))], DATES)
    how = SelectField(_("Miten"), choices=[SelectChoice(value=value, label=label) for value, label in HOW.items()])
    hours = StringField(
        _("Työaika tunteina"),
        [Regexp(_HOURS, message=_("Anna tunnit lukuna, esimerkiksi 1,5. Enintään 99 tuntia."))],
        [_tidy],
    )
    people = StringField(_("Ketkä olivat mukana"), [Length(max=300)], [_tidy])
    text = TextAreaField(
        _("Muistiinpanot"),
        [Length(max=LONGEST, message=_("Teksti on liian pitkä: enintään 20 000 merkkiä."))],
        [_lines],
    )
    seen = HiddenField(default="0")

    @property
    def minutes(self) -> int | None:
        """What was typed as hours, to the minute; None where nothing was."""
        text = (self.hours.data or "").replace(",", ".").rstrip(".")
        return int(Decimal(text) * 60 + Decimal("0.5")) if text else None


def hours_of(minutes: int | None) -> str:
    """Minutes as the hours a person types: "1,5"."""
    return f"{Decimal(minutes) / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",") if minutes is not None else ""


class DayForm(Form):
    """A day of follow-up: moved to another, or left out with a reason."""

    due = DateField(_("Uusi päivä"), [Optional()], DATES)
    reason = StringField(
        _("Miksi jätetään väliin"),
        [Length(max=300, message=_("Teksti on liian pitkä: enintään 300 merkkiä."))],
        [_tidy],
    )


def steps_taken(form: Mapping[str, str], actions: Mapping[int, str]) -> dict[int, str]:
    """By action the step chosen on the page, of those it offered; `actions`: the state each is in now.

    Raises WrongStep where that is no longer the state that the page showed.
    """
    shown = {one: form.get(f"oli_{one}", "") for one in actions}
    wanted = {one: form.get(f"tila_{one}", "") for one in actions}
    taken = {one: to for one, to in wanted.items() if to in wordless_steps(shown[one])}
    if any(shown[one] != actions[one] for one in taken):
        raise WrongStep("step")
    return taken


class Unreadable(ValueError):
    """A word on an action that is too long, or a level that is none; `action_id` is where."""

    def __init__(self, action_id: int) -> None:
        super().__init__(str(action_id))
        self.action_id = action_id


def outcomes(form: Mapping[str, str], action_ids: Iterable[int]) -> dict[int, tuple[str, int | None]]:
    """By action what was typed of it: words, and 0–4 or None for how far it is in daily use. Raises Unreadable."""
    found = {}
    for one in action_ids:
        text, level = _lines(form.get(f"tulos_{one}")), form.get(f"arki_{one}", "")
        if len(text) > WORDS_LONGEST or level not in ("", "0", "1", "2", "3", "4"):
            raise Unreadable(one)
        found[one] = (text, int(level) if level else None)
    return found
