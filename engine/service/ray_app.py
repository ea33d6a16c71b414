"""The service on Ray Serve: replicas on one machine or many, more of them under load.

README.md beside this file says how to deploy it. A replica is a service of its own with its own
models; Ray's proxies hand each connection to one replica, where it stays.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ray import serve
from starlette.types import ASGIApp

from engine.compute import Device
from engine.interpreter import Interpreter
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from engine.service.auth import KeyStore, TokenStore, keys_path, tokens_folder
from engine.service.server import build_app
from engine.service.service import Access, Service, service_folder
from engine.service.settings import Limits

_BUSY_SHARE: Final = 0.7
"""Of a replica's sessions; with more in use, another replica is started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """How the service is spread.

    Attributes:
        home: Dragoman's data folder, which every machine must have at this place.
        needs_key: refuse clients without a key; False only where nobody else reaches the proxies.
        least_replicas: that always run.
        most_replicas: under load.
        sessions: of one replica.
        cpus: of one replica: its inference threads.
        gpus: of one replica; Ray hides graphics cards from one that takes none.
        device: where models run.
        directions: whose models are loaded before a replica takes connections.
        drain_s: how long a replica that is to go waits for its sessions.
    """

    home: Path
    needs_key: bool = True
    least_replicas: int = 1
    most_replicas: int = 4
    sessions: int = 8
    cpus: int = 2
    gpus: int = 0
    device: Device = Device.AUTO
    directions: tuple[tuple[str, str], ...] = ()
    drain_s: float = 60.0


def application(cluster: Cluster) -> serve.Application:
    """The application to give to `ray.serve.run`."""

    def build() -> ASGIApp:
        return build_app(_service(cluster))

    deployment = serve.deployment(
        name="dragoman",
        max_ongoing_requests=2 * cluster.sessions,
        autoscaling_config={
            "min_replicas": cluster.least_replicas,
            "max_replicas": cluster.most_replicas,
            "target_ongoing_requests": max(1.0, _BUSY_SHARE * cluster.sessions),
        },
        ray_actor_options={"num_cpus": cluster.cpus, "num_gpus": cluster.gpus},
        graceful_shutdown_timeout_s=cluster.drain_s,
    )(serve.ingress(build)())
    return deployment.bind()


def main(arguments: dict[str, str]) -> serve.Application:
    """The application for `serve run engine.service.ray_app:main home=/srv/dragoman ...`.

    Args:
        arguments: `home`, and by their names what else of Cluster is not as it is by itself;
            directions as fr-en,de-en.
    """
    numbers = {
        name: int(arguments[name])
        for name in ("least_replicas", "most_replicas", "sessions", "cpus", "gpus")
        if name in arguments
    }
    pairs = [pair.partition("-") for pair in arguments.get("directions", "").split(",") if pair]
    return application(
        Cluster(
            home=Path(arguments["home"]),
            needs_key=arguments.get("needs_key", "true") != "false",
            device=Device(arguments.get("device", Device.AUTO.value)),
            directions=tuple((source, target) for source, _, target in pairs),
            **numbers,
        )
    )


def _service(cluster: Cluster) -> Service:
    store = PackStore(cluster.home / "models", Catalogue.shipped())
    interpreter = Interpreter(store, runtime=Runtime(threads=1, device=cluster.device))
    for source, target in cluster.directions:
        interpreter.load(SessionConfig(source=source, target=target))
    return Service(
        interpreter,
        folder=service_folder(cluster.home),
        access=Access(
            keys=KeyStore(keys_path(cluster.home)),
            tokens=TokenStore(tokens_folder(cluster.home)),
            needs_key=cluster.needs_key,
        ),
        limits=Limits(sessions=cluster.sessions, threads=cluster.cpus, drain_s=cluster.drain_s),
    )
