"""How a running service fares, read from what it tells Prometheus."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

import httpx
from prometheus_client.parser import text_string_to_metric_families

from engine.workshop import WorkshopError

_TIMEOUT_S: Final = 30.0
_MB: Final = 1 << 20


class VitalsError(WorkshopError):
    """The service does not say how it fares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """One reading.

    Attributes:
        sessions: requests that have a place.
        connections: WebSockets that are open.
        memory_mb: resident; None where the service's system does not tell.
        files: descriptors that are open, sockets among them; None as above.
        processor_s: time that its threads have computed; None as above.
    """

    sessions: int
    connections: int
    memory_mb: float | None
    files: int | None
    processor_s: float | None


class VitalSigns:
    """Reads them; a context manager.

    Args:
        url: of the service, with or without /api.
        key: where it asks for one.
    """

    def __init__(self, url: str, *, key: str | None) -> None:
        headers = {} if key is None else {"x-api-key": key}
        base = url.rstrip("/").removesuffix("/api")
        self._http = httpx.AsyncClient(base_url=base, headers=headers, timeout=_TIMEOUT_S)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def read(self) -> Vitals:
        """How it fares now.

        Raises:
            VitalsError: the service is gone, or is no service of Dragoman's, or asks for a key.
        """
        try:
            answer = await self._http.get("/metrics")
            answer.raise_for_status()
            values = _values(answer.text)
            return Vitals(
                sessions=int(values["dragoman_sessions"]),
                connections=int(values["dragoman_connections"]),
                memory_mb=_scaled(values.get("process_resident_memory_bytes")),
                files=_whole(values.get("process_open_fds")),
                processor_s=values.get("process_cpu_seconds_total"),
            )
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise VitalsError(
                f"The service does not say how it fares ({type(error).__name__}); see whether it "
                "runs, is a `dragoman serve`, and needs a --key."
            ) from error


def _values(text: str) -> Mapping[str, float]:
    return {
        sample.name: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.labels
    }


def _scaled(number: float | None) -> float | None:
    return None if number is None else number / _MB


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
