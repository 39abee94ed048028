"""An application for drawing macros alone: no database is asked."""

import pytest
from flask import Flask

from osaamistase.app import create_app
from tests.conftest import settings_for


@pytest.fixture(scope="session")
def drawing_app() -> Flask:
    return create_app(settings_for("sqlite://"))
