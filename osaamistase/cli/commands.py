"""Commands: `flask --app wsgi …`. Others rely on some; the rest serves whoever runs the service."""

from flask import Flask

from osaamistase.cli.access import access
from osaamistase.cli.auditing import audit
from osaamistase.cli.backing_up import backup, backup_check, restore
from osaamistase.cli.differences import diff
from osaamistase.cli.doctor import doctor
from osaamistase.cli.editions import editions
from osaamistase.cli.keeping import retention
from osaamistase.cli.mail import mail
from osaamistase.cli.people import user
from osaamistase.cli.places import find_word
from osaamistase.cli.preparing import catalogue, prepare
from osaamistase.cli.questionnaires import questionnaire
from osaamistase.cli.regions import demo_region
from osaamistase.cli.reminding import reminders
from osaamistase.cli.rescoring import rescore
from osaamistase.cli.scoring import compare, score
from osaamistase.cli.services import services
from osaamistase.cli.suppressing import suppress
from osaamistase.cli.traces import keep_command_traces
from osaamistase.cli.workbooks import export_file, import_file
from osaamistase.cli.worker import worker


def add_commands(app: Flask) -> None:
    keep_command_traces()
    for command in (diff, export_file, import_file):
        questionnaire.add_command(command)
    for command in (
        questionnaire,
        catalogue,
        user,
        score,
        compare,
        suppress,
        rescore,
        mail,
        worker,
        services,
        reminders,
        editions,
        demo_region,
        audit,
        access,
        retention,
        find_word,
        prepare,
        doctor,
        backup,
        backup_check,
        restore,
    ):
        app.cli.add_command(command)
