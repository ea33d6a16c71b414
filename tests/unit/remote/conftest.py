"""The service that is talked to."""

from tests.unit.service.conftest import maker, serve, service  # noqa: F401 - fixtures
