"""Codes of the second factor and links for a password, inside the caller's transaction."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from osaamistase.accounts.models import PasswordLink, User
from osaamistase.accounts.passwords import hashed
from osaamistase.accounts.second_factor import code_hash, new_codes, sealed, step_of, unsealed
from osaamistase.accounts.store import (
    add_password_link,
    add_user,
    find_password_link,
    find_password_request,
    find_user_by_email,
    find_user_by_subject,
    get_user,
    remove_password_request,
    save_code_used,
    save_links_used,
    save_recovery_codes,
    save_sessions_ended,
)
from osaamistase.accounts.tokens import secret_hash
from osaamistase.errors import NotFound
from osaamistase.mail.letters import BadLetter
from osaamistase.mail.steps import queue_written
from osaamistase.signin.claims import Claims
from osaamistase.signin.words import link_letter

ASKED_FOR = timedelta(hours=2)  # a link that somebody asked for by mail
INVITED = timedelta(days=7)  # one that an administrator made


def take_code(user_id: int, code: str, key: str, at: datetime) -> Literal["app", "paper"] | None:
    """Whether the code opens the second door, and which kind it was. Either kind opens once."""
    user = get_user(user_id, for_writing=True)
    secret = unsealed(user.totp_secret, key)
    step = step_of(secret, code, at.timestamp(), user.totp_step) if secret else None
    if step is not None:
        user.totp_step = step
        return "app"
    return "paper" if save_code_used(user_id, code_hash(code), at) else None


def begin_second_factor(user_id: int, secret: str, step: int, key: str) -> Sequence[str]:
    """From now on the person signs in with a code, too; their codes for paper, told this once."""
    user, codes = get_user(user_id, for_writing=True), new_codes()
    user.totp_secret, user.totp_step = sealed(secret, key), step
    save_recovery_codes(user_id, [code_hash(one) for one in codes])
    return codes


def end_second_factor(user_id: int) -> None:
    user = get_user(user_id, for_writing=True)
    user.totp_secret, user.totp_step = "", 0
    save_recovery_codes(user_id, [])


@dataclass(frozen=True)
class Way:
    """How people reach the service: `address_of` a link's secret, and the address it all stands at."""

    address_of: Callable[[str], str]
    home: str
    organisation: str
    mails: bool


def write_link(user: User, by_user_id: int | None, at: datetime, way: Way, language: str) -> str:
    """The address at which the person sets a password; where mail goes out it is also sent to them."""
    token = secrets.token_urlsafe(32)
    until = make_password_link(user.id, token, at, by_user_id)
    address = way.address_of(token)
    if way.mails:
        words = link_letter(address, until, way.organisation, by_user_id is not None, language)
        with suppress(BadLetter):  # an address no mail can go to; the administrator hands the link over
            queue_written("account", user.email, language, words, way.home, at)
    return address


def answer_request(at: datetime, way: Callable[[str], Way]) -> None:
    """The request for a new password that waits longest: a letter where there is such a person. `way` by address."""
    request = find_password_request(for_writing=True)
    if request is None:
        return  # another worker has it
    user = find_user_by_email(request.email)
    if user is not None and user.is_active:
        write_link(user, None, at, way(request.home), request.language)
    remove_password_request(request)


def about(email: str, name: str, organisation: str) -> list[str]:
    """What a person's password must not be made of."""
    return [email, *name.split(), *email.replace("@", ".").split("."), organisation, "osaamistase"]


def make_password_link(user_id: int, token: str, at: datetime, by_user_id: int | None) -> datetime:
    """The link with `token` sets the person's password until the moment given back; older links open nothing."""
    save_links_used(user_id, at)
    until = at + (ASKED_FOR if by_user_id is None else INVITED)
    add_password_link(
        PasswordLink(
            user_id=user_id, token_sha256=secret_hash(token), created_at=at, expires_at=until, created_by_id=by_user_id
        )
    )
    return until


def whose_link(token: str, at: datetime, *, for_writing: bool = False) -> User:
    """Whose password the link sets. Raises NotFound for one that was used, is over or never was."""
    found = find_password_link(secret_hash(token), for_writing=for_writing)
    if found is None:
        raise NotFound("password link")
    link, user = found
    if link.used_at is not None or link.expires_at <= at or not user.is_active:
        raise NotFound("password link")
    return user


def set_password(user_id: int, password: str, at: datetime, but_session: int | None = None) -> None:
    """A new password: every link and every sign-in but the one at hand end with the old one."""
    get_user(user_id, for_writing=True).password_hash = hashed(password)
    save_links_used(user_id, at)
    save_sessions_ended(user_id, at, but=but_session)


def arrive(claims: Claims, role: str, at: datetime) -> User | None:
    """The person the sign-in service vouches for, in the role it says; made where they were not known.

    Known by their subject; the first time by an address the service has verified. None: whoever has left here, or is
    not to be told apart from somebody else.
    """
    user = find_user_by_subject(claims.subject)
    if user is None and claims.email:
        user = find_user_by_email(claims.email)
        if user is not None and user.subject is not None:
            return None  # the address belongs to another subject
    if user is None:
        if not claims.email:
            return None
        user = add_user(User(email=claims.email, name=claims.name, role=role, password_hash="", created_at=at))
    if not user.is_active:
        return None
    user.subject, user.role = claims.subject, role
    return user
