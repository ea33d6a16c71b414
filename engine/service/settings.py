"""How a service is run."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.errors import EngineError
from engine.messages import Code

LISTENING_PORT: Final = 8643
"""Where the page for listeners is, unless that is taken."""


class ServiceError(EngineError):
    """The service cannot be run as it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one service and one client may use.

    Attributes:
        sessions: requests at once.
        threads: inference threads.
        header_s: the head of an HTTP request must be there in so much time.
        setup_s: a connection must be set up in so much time.
        idle_s: a client that sends nothing for so long while it could is taken for gone.
        slow_reader_s: a client that takes nothing for so long is dropped.
        drain_s: how long running requests may go on after a request to stop.
        message_bytes: of one WebSocket message.
        upload_bytes: of one uploaded file.
    """

    sessions: int = 8
    threads: int = 2
    header_s: float = 10.0
    setup_s: float = 10.0
    idle_s: float = 120.0
    slow_reader_s: float = 20.0
    drain_s: float = 30.0
    message_bytes: int = 4 << 20
    upload_bytes: int = 20 << 20

    def __post_init__(self) -> None:
        if min(self.sessions, self.threads, self.message_bytes, self.upload_bytes) < 1:
            raise ServiceError(Code.SERVICE_TOO_SMALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the service listens.

    Attributes:
        certificate: file in PEM for TLS; None for none.
        private_key: of the certificate.
    """

    host: str = "127.0.0.1"
    port: int = 8642
    certificate: Path | None = None
    private_key: Path | None = None

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_exposure(address: Address, *, has_keys: bool) -> None:
    """Refuse to be open to everybody.

    Raises:
        ServiceError: others could reach the service, and it has no keys.
    """
    if not address.is_loopback and not has_keys:
        raise ServiceError(Code.SERVICE_UNPROTECTED, host=address.host)
    if (address.certificate is None) != (address.private_key is None):
        raise ServiceError(Code.TLS_INCOMPLETE)
    for path in (address.certificate, address.private_key):
        if path is not None and not path.is_file():
            raise ServiceError(Code.FILE_MISSING, path=str(path))
