"""A mail as the wire wants it: headers that nobody can break out of, words as plain text and as HTML."""

import re
import secrets
import unicodedata
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


class BadLetter(ValueError):
    """An address or a line of the head that no mail can carry. Its words never hold the address itself."""


def checked_address(text: str) -> str:
    """The address as servers know it: "posti@mäkelä.fi" has its domain in ASCII. Raises BadLetter."""
    local, at, domain = text.partition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    known = len(local) <= 64 and _LOCAL.fullmatch(local) and all(map(_LABEL.fullmatch, domain.split(".")))
    if not at or not known or len(local) + len(domain) > 253:
        raise BadLetter("address")
    return f"{local}@{domain}"


def sent_as(text: str) -> str:
    """The address as letters to it are kept; one to which none can go, as it is."""
    try:
        return checked_address(text)
    except BadLetter:
        return text


def checked_line(text: str) -> str:
    """A line of the head: no line break or other control sign, which could begin a header of its own."""
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in text):
        raise BadLetter("line")
    return text


def new_message_id(host: str) -> str:
    """A Message-ID that no other mail has; `host` is where the service answers."""
    right = host if all(map(_LABEL.fullmatch, host.split("."))) else "osaamistase.invalid"
    return f"<{secrets.token_hex(16)}@{right}>"


def letter_of(
    sender_name: str,
    sender: str,
    to: str,
    language: str,
    subject: str,
    text: str,
    html: str,
    message_id: str,
    at: datetime,
) -> EmailMessage:
    """The finished mail: plain text first, HTML as its alternative, all of it ASCII on the wire. Raises BadLetter."""
    letter = EmailMessage()
    letter["From"] = Address(checked_line(sender_name), addr_spec=checked_address(sender))
    letter["To"] = Address(addr_spec=checked_address(to))
    letter["Subject"] = checked_line(subject)
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = checked_line(message_id)
    letter["Auto-Submitted"] = "auto-generated"
    try:
        letter.set_content(text, cte="quoted-printable")
        letter.add_alternative(html, subtype="html", cte="quoted-printable")
    except UnicodeError as error:
        raise BadLetter("words") from error
    letter["Content-Language"] = checked_line(language)  # last: a head's Content-… set before would move into a part
    return letter
