from tests.mail.conftest import office

__all__ = ["office"]
