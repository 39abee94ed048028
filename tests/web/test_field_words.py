"""What stands beside a field that will not do: our own sentence in the reader's language, not the form library's."""

import pytest
from flask import Flask
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, StringField, URLField
from wtforms.validators import URL, DataRequired, Length

from osaamistase.web.field_words import OURS
from osaamistase.web.forms import Form

SENT = MultiDict({"count": "neljä", "day": "31.2.2027", "kind": "c", "name": "x" * 9, "link": "ei"})


class Every(Form):
    count = IntegerField()
    day = DateField(format="%d.%m.%Y")
    kind = SelectField(choices=["a", "b"])
    name = StringField(validators=[Length(max=8)])
    text = StringField(validators=[DataRequired()])
    link = URLField(validators=[URL()])


def said(app: Flask, language: str) -> dict[str, str]:
    with app.test_request_context(), force_locale(language):
        form = Every(formdata=SENT, meta={"csrf": False})
        assert not form.validate()
        return {name: str(told[0]) for name, told in form.errors.items() if name}


def test_the_sentences_are_ours(app: Flask) -> None:
    assert said(app, "fi") == {
        "count": "Kirjoita luku numeroina, esimerkiksi 4.",
        "day": "Kirjoita päivä, esimerkiksi 28.2.2027.",
        "kind": "Valitse jokin vaihtoehdoista.",
        "name": "Teksti on liian pitkä: enintään 8 merkkiä.",
        "text": "Tämä puuttuu.",
        "link": "Virheellinen URL-osoite.",  # nobody's form of ours asks for one: the library's own word stands
    }


@pytest.mark.parametrize(("language", "name"), [("sv", "Texten är för lång: högst 8 tecken."), ("en", "The text is too long: at most 8 characters.")])  # fmt: skip
def test_they_come_in_the_readers_language(app: Flask, language: str, name: str) -> None:
    assert said(app, language)["name"] == name
    assert not set(said(app, language).values()) & set(said(app, "fi").values())


def test_what_the_library_counts_is_filled_in_by_it() -> None:
    for library, ours in OURS.items():
        assert str(ours).count("%(max)d") == library.count("%(max)d")
