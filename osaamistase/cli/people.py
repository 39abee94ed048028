"""`flask --app wsgi user …`: people who sign in."""

import click
from flask.cli import AppGroup

from osaamistase.accounts.models import ROLES, User
from osaamistase.accounts.passwords import hashed
from osaamistase.accounts.store import add_user, find_user_by_email
from osaamistase.cli.telling import refuse
from osaamistase.clock import now
from osaamistase.database import transaction

user = AppGroup("user", help="People who sign in.")


@user.command("add")
@click.option("--email", required=True, prompt=True)
@click.option("--name", required=True, prompt=True)
@click.option("--role", required=True, type=click.Choice(ROLES), prompt=True)
@click.password_option(help="At least 12 characters; length matters more than odd signs.")
def add_person(email: str, name: str, role: str, password: str) -> None:
    """Make a person who can sign in. The password is asked for, so that it stays out of the shell's history."""
    email = email.strip().lower()
    if len(password) < 12:
        refuse("the password is shorter than 12 characters; choose a longer one")
    if find_user_by_email(email) is not None:
        refuse(f"{email} can sign in already")
    with transaction():
        add_user(User(email=email, name=name.strip(), role=role, password_hash=hashed(password), created_at=now()))
    click.echo(f"{email} can sign in as {role}.")
