"""The only place that creates ONNX Runtime sessions."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from engine.errors import ModelError
from engine.messages import Code

MAX_THREADS: Final = 64
"""More threads than this slow every model here down."""


def _default_threads() -> int:
    # A container or a job scheduler may lend the process fewer cores than the machine has.
    if hasattr(os, "sched_getaffinity"):
        return min(4, len(os.sched_getaffinity(0)))
    return min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """How models run.

    Attributes:
        threads: intra-op threads of each session, 1 to MAX_THREADS; by default one per core that
            this process may use, at most 4.
        providers: ONNX Runtime execution providers, best first; CPU is always added last.
    """

    threads: int = field(default_factory=_default_threads)
    providers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.threads <= MAX_THREADS:
            raise ValueError(f"threads must be 1 to {MAX_THREADS}, not {self.threads}")


class OnnxGraph:
    """One loaded ONNX file: immutable, shared by all streams, safe to run from any thread."""

    def __init__(self, path: Path, runtime: Runtime) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = runtime.threads
        options.inter_op_num_threads = 1
        # Spinning workers would steal the second core from whatever runs next to the engine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        available = ort.get_available_providers()
        missing = [name for name in runtime.providers if name not in available]
        if missing:
            raise ModelError(
                Code.MODEL_UNSUPPORTED,
                detail=f"ONNX Runtime has no {', '.join(missing)}, only {', '.join(available)}",
            )
        providers = [*runtime.providers, "CPUExecutionProvider"]
        try:
            self._session = ort.InferenceSession(str(path), options, providers=providers)
        except Exception as error:  # ONNX Runtime raises its own untyped exceptions
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file=path.name,
                detail=f"ONNX Runtime cannot load it: {error}",
            ) from error
        self.inputs: dict[str, tuple[int | str, ...]] = {
            item.name: tuple(item.shape) for item in self._session.get_inputs()
        }
        self.outputs: tuple[str, ...] = tuple(o.name for o in self._session.get_outputs())

    def run(
        self, outputs: tuple[str, ...], feeds: dict[str, npt.NDArray[np.generic]]
    ) -> list[npt.NDArray[np.generic]]:
        """Run the graph and return the named outputs in that order."""
        result: list[npt.NDArray[np.generic]] = self._session.run(list(outputs), feeds)
        return result
