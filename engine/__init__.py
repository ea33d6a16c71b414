"""Dragoman's engine: hears speech, emits translated text and speech. Knows no window.

    store = engine.PackStore(folder, engine.Catalogue.shipped())
    with engine.Interpreter(store, runtime=engine.Runtime()) as interpreter:
        session = interpreter.session(engine.SessionConfig(source="fr", target="en"))
        events = session.push(engine.SourceBlock(samples))
        events += engine.finish_now(session)

The names in `__all__` are the public ones, with what stands in `engine.events` and `engine.errors`.
Each is loaded when it is first used: `import engine` alone needs no other package.
"""

import os
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from engine.privacy import NO_TELEMETRY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine import errors, events
    from engine.interpreter import Interpreter
    from engine.onnx import Runtime
    from engine.packs.catalogue import Catalogue
    from engine.packs.store import PackStore
    from engine.planner import SessionConfig
    from engine.runner import Runner
    from engine.session import (
        BacklogControl,
        Session,
        SourceBlock,
        TypingControl,
        VoiceControl,
        finish_now,
    )

# Before any other import: libraries read it while they are imported.
os.environ.update(NO_TELEMETRY)
# Our products of matrices take less time than a second thread needs to wake, and while models
# compute on all cores, the first would spin for it for several times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = [
    "BacklogControl",
    "Catalogue",
    "Interpreter",
    "PackStore",
    "Runner",
    "Runtime",
    "Session",
    "SessionConfig",
    "SourceBlock",
    "TypingControl",
    "VoiceControl",
    "errors",
    "events",
    "finish_now",
]

_MODULES: "Final[Mapping[str, str]]" = MappingProxyType(
    {
        "BacklogControl": "engine.session",
        "Catalogue": "engine.packs.catalogue",
        "Interpreter": "engine.interpreter",
        "PackStore": "engine.packs.store",
        "Runner": "engine.runner",
        "Runtime": "engine.onnx",
        "Session": "engine.session",
        "SessionConfig": "engine.planner",
        "SourceBlock": "engine.session",
        "TypingControl": "engine.session",
        "VoiceControl": "engine.session",
        "finish_now": "engine.session",
    }
)


def __getattr__(name: str) -> Any:
    if name in ("errors", "events"):
        return import_module(f"engine.{name}")
    if name not in _MODULES:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
