"""Nothing leaves the machine: switches off what libraries report about their users.

Each of these sends unless it is told not to:

- ONNX Runtime (1.29 and later) writes an identifier of the machine and a queue of events into a
  folder of the user and uploads them. It reads ORT_DISABLE_TELEMETRY once, when it is imported;
  its function `disable_telemetry_events` leaves the folder and the first event (docs/Privacy.md of
  onnxruntime).
- huggingface_hub names versions of other packages in each request, and hf_xet, which downloads for
  it, sends a summary of each transfer.
- Ray sends statistics of a cluster's use.

`engine/__init__.py` puts NO_TELEMETRY into the environment, so it is there before any module of
Dragoman can import one of these, and child processes inherit it.
"""

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

NO_TELEMETRY: Final[Mapping[str, str]] = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_XET_TELEMETRY_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
}
"""Environment variables and the values that switch reports off, whatever the user's are."""

_FOLDER: Final = ("Microsoft", "DeveloperTools", ".onnxruntime")
_FILES: Final = (
    "deviceid",
    *(f"onnxruntime.db{end}" for end in ("", "-journal", "-shm", "-wal", ".ses")),
)
"""What ONNX Runtime's uploader writes (device_id.cc and telemetry_1ds.cc of onnxruntime)."""


def telemetry_folder(environment: Mapping[str, str], platform: str) -> Path:
    """Where ONNX Runtime's uploader keeps its files.

    Args:
        environment: variables of the process.
        platform: as `sys.platform`.

    Raises:
        RuntimeError: the user has no home folder.
    """
    if platform == "win32":
        local = environment.get("LOCALAPPDATA") or environment.get("APPDATA")
        base = Path(local) if local else Path.home() / "AppData" / "Local"
    elif platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        cache = environment.get("XDG_CACHE_HOME", "")
        base = Path(cache) if Path(cache).is_absolute() else Path.home() / ".cache"
    return base.joinpath(*_FOLDER)


def telemetry_files() -> list[Path]:
    """Files of ONNX Runtime's uploader that this user has."""
    with contextlib.suppress(OSError, RuntimeError):
        folder = telemetry_folder(os.environ, sys.platform)
        return [path for name in _FILES if (path := folder / name).is_file()]
    return []


def remove_telemetry_files() -> None:
    """Remove what earlier versions let ONNX Runtime write; what is in use stays."""
    files = telemetry_files()
    for path in files:
        with contextlib.suppress(OSError):
            path.unlink()
    with contextlib.suppress(OSError, IndexError):  # until a folder is not empty
        for folder in (files[0].parents)[: len(_FOLDER)]:
            folder.rmdir()
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - of Windows alone

        with contextlib.suppress(OSError):
            # The last part of the path is the key that goes.
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, "\\".join(("SOFTWARE", *_FOLDER)))
