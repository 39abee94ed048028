"""What is written down in a talk."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from osaamistase.web.forms import Form

_WORDS = {"current": _("Nykytaso"), "target": _("Tavoite"), "importance": _("Merkitys")}
_LOWEST = {"current": 0, "target": 0, "importance": 1}
KEEP = ""


def _trimmed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class TalkForm(Form):
    """What was agreed on, and why. An empty choice keeps the answers' mean."""

    current = SelectField(_WORDS["current"], default=KEEP)
    target = SelectField(_WORDS["target"], default=KEEP)
    importance = SelectField(_WORDS["importance"], default=KEEP)
    reason = TextAreaField(
        _("Mistä puhuttiin ja miksi näin sovittiin?"),
        [
            DataRequired(_("Kirjoita perustelu yhdellä lauseella. Se jää taseeseen.")),
            Length(max=1000, message=_("Teksti on liian pitkä: enintään 1 000 merkkiä.")),
        ],
        [_trimmed],
    )

    def ask_only(self, ratings: Collection[str]) -> None:
        """Leave the fields of what is asked here, each with its numbers."""
        for rating, lowest in _LOWEST.items():
            if rating not in ratings:
                del self[rating]
                continue
            numbers = [SelectChoice(value=str(one), label=str(one)) for one in range(lowest, 6)]
            self[rating].choices = [SelectChoice(value=KEEP, label=_("pidetään vastausten keskiarvo")), *numbers]

    def agreed(self) -> dict[str, int]:
        """The numbers agreed on, by rating."""
        return {one: int(self[one].data) for one in _LOWEST if one in self and self[one].data != KEEP}
