"""`flask --app wsgi user …`: people who sign in."""

import click
from flask import current_app
from flask.cli import AppGroup

from osaamistase.accounts.models import ROLES, User
from osaamistase.accounts.password_rules import SHORTEST, fault
from osaamistase.accounts.passwords import hashed
from osaamistase.accounts.store import add_user, find_user_by_email, save_sessions_ended
from osaamistase.cli.telling import refuse
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.mail.letters import BadLetter, checked_address
from osaamistase.signin.steps import about, end_second_factor

WHY = {
    "short": f"shorter than {SHORTEST} characters", "long": "too long", "common": "easy to guess",
    "leaked": "on the list of leaked ones",
}  # fmt: skip
user = AppGroup("user", help="People who sign in.")


@user.command("add")
@click.option("--email", required=True, prompt=True)
@click.option("--name", required=True, prompt=True)
@click.option("--role", required=True, type=click.Choice(ROLES), prompt=True)
@click.password_option(help="At least 12 characters; length matters more than odd signs.")
def add_person(email: str, name: str, role: str, password: str) -> None:
    """Make a person who can sign in. The password is asked for, so that it stays out of the shell's history."""
    email = email.strip().lower()
    try:
        checked_address(email)
    except BadLetter:
        refuse(f"{email} is no address that a letter could go to; give one such as nimi@yritys.fi")
    settings = current_app.config["OSAAMISTASE"]
    wrong = fault(password, about(email, name, settings.organisation), settings.leaked_passwords)
    if wrong:
        refuse(f"the password is {WHY[wrong]}; choose a longer sentence of your own")
    if find_user_by_email(email) is not None:
        refuse(f"{email} can sign in already")
    with transaction():
        add_user(User(email=email, name=name.strip(), role=role, password_hash=hashed(password), created_at=now()))
    click.echo(f"{email} can sign in as {role}.")


@user.command("drop-second-factor")
@click.option("--email", required=True, prompt=True)
def drop_second_factor(email: str) -> None:
    """For whoever lost the phone and the codes on paper, where no administrator can do it on the page."""
    found = find_user_by_email(email)
    if found is None:
        refuse(f"nobody signs in as {email}")
    with transaction():
        end_second_factor(found.id)
        save_sessions_ended(found.id, now())
    click.echo(f"{email} signs in with the password alone, and is asked to begin anew where a code is required.")
