"""An address in a form: what is taken can be written to, and what cannot is said at once."""

import pytest
from flask import Flask
from wtforms import Form, StringField

from osaamistase.mail.forms import reachable
from tests.page import PageClient


class _Form(Form):
    email = StringField(validators=[reachable])


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("nimi@yritys.fi", True), ("etu.suku+tase@alue.yritys.fi", True), ("posti@mäkelä.fi", True),
        ("mäkelä@yritys.fi", False), ("a..b@yritys.fi", False), ("nimi@yritys", False), ("nimi", False), ("", False),
        ("nimi@yritys.fi,toinen@yritys.fi", False), ("nimi @yritys.fi", False), ("nimi@-yritys.fi", False),
    ],
)  # fmt: skip
def test_an_address_is_taken_when_a_letter_can_go_there(app: Flask, text: str, taken: bool) -> None:
    with app.test_request_context():
        assert _Form(data={"email": text}).validate() is taken


def test_a_new_person_without_a_reachable_address_is_refused(administrator: PageClient) -> None:
    new = {"name": "Uusi Testi", "email": "mäkelä@testi.example", "role": "adviser"}
    answer = administrator.post_form("/tunnukset", new, page="/tunnukset")
    assert answer.status_code == 400
    assert "Tarkista sähköpostiosoite" in answer.get_data(as_text=True)
