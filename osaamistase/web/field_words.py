"""What the form library would say of a field in words of its own, said as the service speaks (docs/words.md)."""

from flask_babel import lazy_gettext as _
from flask_wtf.i18n import translations as library

CHOICE = _("Valitse jokin vaihtoehdoista.")
# By the library's sentence. It fills in %(max)d itself.
OURS = {
    "Not a valid integer value.": _("Kirjoita luku numeroina, esimerkiksi 4."),
    "Not a valid date value.": _("Kirjoita päivä, esimerkiksi 28.2.2027."),
    "Not a valid choice.": CHOICE,
    "Invalid Choice: could not coerce.": CHOICE,
    "This field is required.": _("Tämä puuttuu."),
    "Field cannot be longer than %(max)d characters.": _("Teksti on liian pitkä: enintään %(max)d merkkiä."),
}


class FieldWords:
    """The library's translations, ours before its own; what neither has stays as the library writes it."""

    def gettext(self, said: str) -> str:
        return str(OURS[said]) if said in OURS else str(library.gettext(said))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return str(OURS[many]) if many in OURS else str(library.ngettext(one, many, count))


FIELD_WORDS = FieldWords()
