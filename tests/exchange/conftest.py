from tests.catalogue.conftest import service

__all__ = ["service"]
