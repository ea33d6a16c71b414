"""How busy this computer is."""

from pathlib import Path


class Processor:
    """How much of this computer's time nobody used, from when it is made."""

    def __init__(self) -> None:
        self._before = self._times()

    @property
    def idle(self) -> float:
        spent = [now - before for now, before in zip(self._times(), self._before, strict=True)]
        return spent[3] / max(sum(spent), 1)

    @property
    def had_time(self) -> bool:
        """Whether a voice had no reason to be given up."""
        return self.idle > 0.25

    @staticmethod
    def _times() -> list[int]:
        """Of all cores: user, nice, system, idle, waiting for disks, interrupts, stolen."""
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
        return [int(field) for field in first.split()[1:9]]
