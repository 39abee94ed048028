"""A service in which something has been done."""

import pytest
from flask import Flask

from tests.audit.trail import sealed
from tests.conftest import signed_in
from tests.people import People


@pytest.fixture
def trodden(app: Flask, people: People) -> Flask:
    """A little of everything was done, and sealed."""
    adviser = signed_in(app, people.adviser_email)
    adviser.get(f"/yritykset/{people.firm.company_id}")
    adviser.post_form(f"/kierrokset/{people.firm.round_id}/yhdessa", page="/yritykset")
    manager = signed_in(app, people.manager_email)
    manager.get("/palvelut/vie.xlsx")
    assert sealed(app) > 5
    return app
