"""What the service counts, for Prometheus."""

from collections.abc import Callable
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from engine.service.scheduler import Scheduler
from engine.service.wire import Endpoint

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_WAITS_S: Final = (0.005, 0.02, 0.08, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
_LAGS_S: Final = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0, 20.0)


class Metrics:
    """One service's counters, in a registry of their own.

    Attributes:
        waits: how long sound waited for an inference thread.
        lags: committed text, from the end of its last word to being handed to the socket.
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        # Memory, open files and processor time, where the system tells.
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "dragoman_requests",
            "Requests that ended, by endpoint and outcome.",
            ["route", "outcome"],
            registry=self._registry,
        )
        self._heard = Counter(
            "dragoman_heard_seconds", "Sound that came in.", registry=self._registry
        )
        self._spoken = Counter(
            "dragoman_spoken_seconds", "Speech that went out.", registry=self._registry
        )
        self._messages = Counter(
            "dragoman_messages",
            "Messages of requests, by direction.",
            ["direction"],
            registry=self._registry,
        )
        self._characters = Counter(
            "dragoman_text_characters",
            "Text in messages of requests, by direction.",
            ["direction"],
            registry=self._registry,
        )
        self._opened = Counter(
            "dragoman_requests_opened", "Requests that got a place.", registry=self._registry
        )
        self._refused = Counter(
            "dragoman_refused",
            "Connections and requests that were refused, by reason.",
            ["reason"],
            registry=self._registry,
        )
        self.waits = Histogram(
            "dragoman_wait_seconds",
            "How long an order waited for an inference thread.",
            buckets=_WAITS_S,
            registry=self._registry,
        )
        self.lags = Histogram(
            "dragoman_text_lag_seconds",
            "Live text, from the end of its last word to its sending.",
            buckets=_LAGS_S,
            registry=self._registry,
        )

    def watch(self, scheduler: Scheduler, *, count_connections: Callable[[], int]) -> None:
        """Read these gauges whenever metrics are asked for.

        Args:
            scheduler: has the sessions.
            count_connections: how many WebSockets are open.
        """
        Gauge(
            "dragoman_connections", "WebSockets that are open.", registry=self._registry
        ).set_function(count_connections)
        Gauge(
            "dragoman_sessions", "Requests that have a place.", registry=self._registry
        ).set_function(lambda: scheduler.load.jobs)
        Gauge("dragoman_sessions_limit", "Places.", registry=self._registry).set_function(
            lambda: scheduler.most_jobs
        )
        Gauge(
            "dragoman_waiting_seconds", "Sound that waits.", registry=self._registry
        ).set_function(lambda: scheduler.load.waiting_s)
        Gauge(
            "dragoman_busy_seconds_total",
            "Computing time of the inference threads.",
            registry=self._registry,
        ).set_function(lambda: scheduler.load.busy_s)

    def ended(self, route: Endpoint, outcome: str) -> None:
        """Count a request that ended."""
        self._requests.labels(route.value, outcome).inc()

    def opened(self) -> None:
        """Count a request that got a place."""
        self._opened.inc()

    def received(self, *, characters: int = 0) -> None:
        """Count a message of a client, and the text in it."""
        self._messages.labels("in").inc()
        self._characters.labels("in").inc(characters)

    def sent(self, *, characters: int = 0) -> None:
        """Count a message to a client, and the text in it."""
        self._messages.labels("out").inc()
        self._characters.labels("out").inc(characters)

    def usage(self) -> dict[str, float]:
        """The counters under the names of Gradium's usage summary."""

        def read(name: str, direction: str | None = None) -> float:
            labels = {} if direction is None else {"direction": direction}
            return self._registry.get_sample_value(f"dragoman_{name}_total", labels) or 0.0

        return {
            "sessions": int(read("requests_opened")),
            "ingress_audio_duration": round(read("heard_seconds"), 3),
            "egress_audio_duration": round(read("spoken_seconds"), 3),
            "ingress_messages": int(read("messages", "in")),
            "egress_messages": int(read("messages", "out")),
            "ingress_text_size": int(read("text_characters", "in")),
            "egress_text_size": int(read("text_characters", "out")),
        }

    def refused(self, reason: str) -> None:
        """Count a refusal."""
        self._refused.labels(reason).inc()

    def heard(self, seconds: float) -> None:
        """Count sound that came in."""
        self._heard.inc(seconds)

    def spoken(self, seconds: float) -> None:
        """Count speech that went out."""
        self._spoken.inc(seconds)

    def text(self) -> bytes:
        """All of it in the text format."""
        return generate_latest(self._registry)
