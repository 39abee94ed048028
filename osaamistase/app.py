"""The application: rooms joined together, nothing else."""

from functools import cache
from pathlib import Path

import structlog
from flask import Flask
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from osaamistase.accounts.guard import ANYONE, guard, open_to
from osaamistase.accounts.routes import accounts
from osaamistase.actions.routes import actions
from osaamistase.api.routes import api
from osaamistase.audit.guard import keep_trace
from osaamistase.audit.routes import audit
from osaamistase.batches.routes import batches
from osaamistase.catalogue.routes import catalogue
from osaamistase.cli.commands import add_commands
from osaamistase.cli.doctor import doctor, examining
from osaamistase.companies.routes import companies
from osaamistase.companies.server import Ytj
from osaamistase.comparison.routes import comparison
from osaamistase.database import connect, db
from osaamistase.datasubjects.routes import datasubjects
from osaamistase.desk.routes import desk
from osaamistase.discussion.routes import discussion
from osaamistase.downloads.routes import downloads
from osaamistase.esr.routes import esr
from osaamistase.exchange.routes import exchange
from osaamistase.followup.routes import followup
from osaamistase.gallery.routes import gallery
from osaamistase.guides.reading import load_guides
from osaamistase.guides.routes import guides
from osaamistase.handover.routes import handover
from osaamistase.insight.routes import insight
from osaamistase.invitations.routes import invitations
from osaamistase.library.routes import library
from osaamistase.monitoring.routes import monitoring, policy_report
from osaamistase.people.routes import people
from osaamistase.plans.routes import plans
from osaamistase.printouts.routes import printouts
from osaamistase.privacy.routes import privacy
from osaamistase.progress.routes import progress
from osaamistase.questionnaires.files import load_shelf
from osaamistase.releases.guard import refuse_misfit
from osaamistase.releases.signing import sign
from osaamistase.reminders.routes import reminders
from osaamistase.results.routes import results
from osaamistase.rounds.routes import rounds
from osaamistase.settings import ROOT, Settings, from_environment, serving
from osaamistase.signin.provider import connect_provider
from osaamistase.signin.routes import signin
from osaamistase.survey.routes import survey
from osaamistase.trainings.routes import trainings
from osaamistase.web.assets import version_assets
from osaamistase.web.error_pages import show_error_pages
from osaamistase.web.forms import refuse_broken_input
from osaamistase.web.headers import send_headers
from osaamistase.web.languages import teach_languages
from osaamistase.web.limits import count_tries
from osaamistase.web.log import lines
from osaamistase.web.tracing import trace
from osaamistase.web.watching import watch, watch_queries


def create_app(settings: Settings | None = None) -> Flask:
    """The whole service. Raises BadSetting, or BadQuestionnaires or BadGuides with every finding, before it serves."""
    if settings is None and examining():
        return _examined()
    settings = settings or from_environment(serves=serving())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lines,
    )
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder="static")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # our pages send no referrer, so it proves nothing; the token does
        MAX_CONTENT_LENGTH=1_000_000,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        OSAAMISTASE=settings,
    )
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    watch(app, told=settings.log_requests, believe_given=settings.proxies > 0)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(settings=settings)
    app.extensions["questionnaires"] = cache(lambda: load_shelf(settings.questionnaires))
    app.extensions["guides"] = cache(lambda: load_guides(settings.guides, Path(app.static_folder or "")))
    app.extensions["ytj"] = Ytj(settings.ytj) if settings.ytj else None
    if serving():
        app.extensions["questionnaires"]()  # a mistake stops the start, not the first visitor
        app.extensions["guides"]()
    connect(app, settings.database_url, settings.database_wait)
    with app.app_context():
        watch_queries(db.engine, settings.slow_query_ms)
        sign(db.engine)
        trace(app, db.engine, settings.tracing)
    if serving():
        refuse_misfit(app)
    Migrate(app, db, directory=str(ROOT / "osaamistase" / "migrations"), render_as_batch=True)
    teach_languages(app)
    version_assets(app)
    send_headers(app)
    refuse_broken_input(app)
    count_tries(app, settings.rate_storage, settings.rate_limits)
    CSRFProtect(app).exempt(policy_report)  # sent by browsers themselves, without a form
    guard(app)
    keep_trace(app)
    connect_provider(app, settings.provider)
    show_error_pages(app)
    for room in (
        accounts,
        signin,
        people,
        companies,
        handover,
        survey,
        library,
        results,
        comparison,
        discussion,
        invitations,
        rounds,
        plans,
        actions,
        progress,
        catalogue,
        exchange,
        followup,
        trainings,
        desk,
        insight,
        printouts,
        reminders,
        batches,
        downloads,
        esr,
        api,
        audit,
        privacy,
        guides,
        datasubjects,
        monitoring,
        gallery,
    ):
        app.register_blueprint(room)
    open_to(ANYONE)(app.view_functions["static"])
    add_commands(app)
    return app


def _examined() -> Flask:
    """Nothing but the doctor's command: what it is to tell of would stop the start."""
    app = Flask(__name__)
    app.cli.add_command(doctor)
    return app
