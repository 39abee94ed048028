"""Who did what, for the administrator: the newest first, by person, kind, firm and days."""

from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, open_to
from osaamistase.accounts.store import list_users
from osaamistase.audit.places import place_of
from osaamistase.audit.store import PAGE, list_lines
from osaamistase.clock import HELSINKI
from osaamistase.companies.store import find_company_by_business_id
from osaamistase.web.forms import row_number

audit = Blueprint("audit", __name__)

KINDS = ("view", "change", "print", "export", "sign-in", "refused")


@audit.get("/loki")
@open_to(ADMINISTRATOR)
def show() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "").strip()[:60] for name in ("kuka", "mita", "ytunnus", "alkaen", "asti")}
    company = find_company_by_business_id(asked["ytunnus"]) if asked["ytunnus"] else None
    first, last = _day(asked["alkaen"]), _day(asked["asti"])
    lines = list_lines(
        user_id=row_number(asked["kuka"]) or None,
        what=asked["mita"] if asked["mita"] in KINDS else "",
        company_id=(company.id if company else -1) if asked["ytunnus"] else None,
        since=_midnight(first), until=_midnight(last + timedelta(days=1)) if last else None,
        before=row_number(request.args.get("ennen")) or None,
    )  # fmt: skip
    return render_template(
        "audit/show.html", lines=lines[:PAGE], more=len(lines) > PAGE, asked=asked, users=list_users(), kinds=KINDS,
        places=_places(), place_of=place_of, first=first, last=last,
        wrong_day=bool((asked["alkaen"] and not first) or (asked["asti"] and not last)),
    )  # fmt: skip


def _places() -> dict[str, str]:
    """By endpoint, the address of its page."""
    return {rule.endpoint: rule.rule for rule in current_app.url_map.iter_rules()}


def _day(given: str) -> date | None:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            found = datetime.strptime(given, form).date()
        except ValueError:
            continue
        return found if date(2000, 1, 1) <= found <= date(2200, 1, 1) else None
    return None


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=HELSINKI).astimezone(UTC) if day else None
