"""A mail's head and body: right letters, nothing that breaks out of a line."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from osaamistase.mail.letters import BadLetter, checked_address, letter_of, new_message_id
from tests.mail.post import parts

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GIVEN = {
    "sender_name": "Kinno Ääkkönen", "sender": "posti@testi.example", "to": "y@testi.example", "language": "sv",
    "subject": "Hyvää päivää, Åke", "text": "Hyvää\npäivää, Åke\n", "html": "<p>Hyvää päivää</p>\n",
    "message_id": "<1@testi.example>",
}  # fmt: skip


def test_a_letter_is_ascii_on_the_wire_and_comes_out_as_it_was_written() -> None:
    wire = letter_of(**GIVEN, at=NOON).as_bytes(policy=policy.SMTP)
    assert wire.isascii()
    read = message_from_bytes(wire, policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert read["Subject"] == "Hyvää päivää, Åke"
    assert (read["From"].addresses[0].display_name, read["From"].addresses[0].addr_spec) == ("Kinno Ääkkönen", "posti@testi.example")  # fmt: skip
    assert (read["To"], read["Message-ID"]) == ("y@testi.example", "<1@testi.example>")
    assert (read["Auto-Submitted"], read["Content-Language"]) == ("auto-generated", "sv")
    assert read["Date"].datetime == NOON
    assert read.get_content_type() == "multipart/alternative"
    assert parts(read) == ("Hyvää\npäivää, Åke\n", "<p>Hyvää päivää</p>\n")


@pytest.mark.parametrize("field", ["subject", "sender_name", "message_id", "to", "sender", "language"])
@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\x00", "\u2028", "\x85"])
def test_a_line_break_in_the_head_is_refused(field: str, sign: str) -> None:
    with pytest.raises(BadLetter):
        letter_of(**{**GIVEN, field: f"{GIVEN[field]}{sign}Bcc: muu@testi.example"}, at=NOON)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("y@testi.example", "y@testi.example"), ("etu.suku+kone@a-b.testi.example", "etu.suku+kone@a-b.testi.example"),
        ("posti@mäkelä.example", "posti@xn--mkel-load.example"),
    ],
)  # fmt: skip
def test_an_address_is_told_as_servers_know_it(written: str, known: str) -> None:
    assert checked_address(written) == known


@pytest.mark.parametrize(
    "written",
    [
        "", "y", "@testi.example", "y@", "y@@testi.example", "y@testi..example", "y@-a.example", "y y@testi.example",
        "y@testi.example, z@testi.example", "Y <y@testi.example>", "mäkelä@testi.example", ".y@testi.example",
        "y@testi.example\n", "a" * 65 + "@testi.example", "y@" + "a" * 64 + ".example", "y@" + "abc." * 70 + "example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_being_repeated(written: str) -> None:
    with pytest.raises(BadLetter) as refused:
        checked_address(written)
    assert str(refused.value) == "address"


def test_words_that_no_mail_can_carry_are_refused() -> None:
    with pytest.raises(BadLetter):
        letter_of(**{**GIVEN, "text": "\ud800"}, at=NOON)


@pytest.mark.parametrize(
    ("host", "right"), [("osaamistase.testi.example", "osaamistase.testi.example"), ("::1", "osaamistase.invalid"), ("", "osaamistase.invalid")]
)  # fmt: skip
def test_a_message_id_is_new_each_time_and_of_this_service(host: str, right: str) -> None:
    made = {new_message_id(host) for _one in range(3)}
    assert len(made) == 3
    assert all(one.startswith("<") and one.endswith(f"@{right}>") for one in made)
