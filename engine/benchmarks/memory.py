"""The memory that this process holds, and the most that it has held."""

import sys
from pathlib import Path


def peak_memory_mb() -> float | None:
    """Peak resident memory in MB of 1024 * 1024 bytes; None where the system does not tell."""
    # Not getrusage: on Linux a child begins with the peak of the process that started it.
    peak_mb = _linux_mb("VmHWM:")
    if peak_mb is not None:
        return peak_mb
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - there is none on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def resident_memory_mb() -> float | None:
    """Resident memory now in MB of 1024 * 1024 bytes; None where the system does not tell."""
    return _linux_mb("VmRSS:")


def _linux_mb(key: str) -> float | None:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith(key))
        return int(line.split()[1]) / 1024
    except (OSError, ValueError):
        return None
