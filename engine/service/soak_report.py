"""What a soak gave, and what of it is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from engine.service.client import spaced
from engine.service.messages import Notice, ServerMessage, WrittenText
from engine.service.vitals import Vitals

_LEAST_SHARE: Final = 0.5
_LAST_WORD_S: Final = 3.0
_GROWTH_MB: Final = 50.0
_JUDGED_READINGS: Final = 40
"""With fewer, what grows may be what the engine sets up once."""
_MORE_FILES: Final = 4


class Heard:
    """What one good client got.

    Attributes:
        texts: in the order in which they came.
        was_behind: the service said that it fell behind.
    """

    def __init__(self) -> None:
        self.texts: list[WrittenText] = []
        self.was_behind = False

    def note(self, message: ServerMessage) -> None:
        """Take a message."""
        match message:
            case WrittenText():
                self.texts.append(message)
            case Notice(kind="behind"):
                self.was_behind = True
            case _:
                pass

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(map(spaced, self.texts))

    @property
    def is_in_order(self) -> bool:
        """Whether no word goes back in time."""
        starts_s = [text.start_s for text in self.texts]
        return starts_s == sorted(starts_s)

    def is_cut(self, whole: "Heard") -> bool:
        """Whether the text is much shorter, or ends much sooner, than one that lacks nothing.

        For what was computed while the service was behind: it decides on fewer hypotheses then,
        and may well translate in other words.
        """
        if not self.texts or not whole.texts:
            return bool(whole.texts)
        share = len(self.text.split()) / len(whole.text.split())
        ends_sooner_s = whole.texts[-1].stop_s - self.texts[-1].stop_s
        return share < _LEAST_SHARE or ends_sooner_s > _LAST_WORD_S


@dataclass(slots=True)
class SoakReport:
    """What happened.

    Attributes:
        finished: good clients that got an answer to its end.
        exact: of these, those that got the reference's text to the letter.
        behind: of these, those for which the service was behind for a while.
        altered: clients for which it never was, and whose text differs all the same.
        cut: of those for which it was, those that lack much of the text.
        disordered: good clients whose words went back in time.
        refused: good clients that were told to come later.
        broken: good clients that were broken off.
        stuck: good clients that waited for their end in vain.
        killed: clients that vanished in the middle.
        rude: clients that broke the rules.
        unruly: what was wrong with those of them that the service did not end as it documents.
        sessions_left: places that are still taken a while after the last client.
        connections_left: the same of connections.
        answers: whether a good client got the reference's text after all that.
        files_before: that the service had open before the first client of the run; None if unknown.
        files_left: that it has open at the end.
        memory_mb: its resident memory, a reading every few seconds.
    """

    finished: int = 0
    exact: int = 0
    behind: int = 0
    altered: int = 0
    cut: int = 0
    disordered: int = 0
    refused: int = 0
    broken: int = 0
    stuck: int = 0
    killed: int = 0
    rude: int = 0
    unruly: list[str] = field(default_factory=list)
    sessions_left: int = 0
    connections_left: int = 0
    answers: bool = False
    files_before: int | None = None
    files_left: int | None = None
    memory_mb: list[float] = field(default_factory=list)

    def note_finished(self, heard: Heard, reference: Heard) -> None:
        """Judge what a good client got to its end."""
        self.finished += 1
        self.disordered += not heard.is_in_order
        if heard.was_behind:
            self.behind += 1
            self.cut += heard.is_cut(reference)
        elif heard.text == reference.text:
            self.exact += 1
        else:
            self.altered += 1

    def note_killed(self, heard: Heard, reference: Heard) -> None:
        """Judge what a client got before it vanished."""
        self.killed += 1
        self.disordered += not heard.is_in_order
        if not heard.was_behind and not reference.text.startswith(heard.text):
            self.altered += 1

    def note_vitals(self, vitals: Vitals) -> None:
        """Keep a reading of the memory."""
        if vitals.memory_mb is not None:
            self.memory_mb.append(vitals.memory_mb)

    @property
    def growth_mb(self) -> float | None:
        """Median memory of the last quarter less that of the second; None of a short run."""
        quarter = len(self.memory_mb) // 4
        if len(self.memory_mb) < _JUDGED_READINGS:
            return None
        second = self.memory_mb[quarter : 2 * quarter]
        return median(self.memory_mb[-quarter:]) - median(second)

    def faults(self) -> list[str]:
        """What is wrong; nothing where the service passed."""
        wrong = {
            "no client got an answer": not self.finished,
            f"{self.altered} texts differ though nothing was behind": self.altered,
            f"{self.cut} texts lack much": self.cut,
            f"{self.disordered} texts went back in time": self.disordered,
            f"{self.broken} good clients were broken off": self.broken,
            f"{self.stuck} good clients waited in vain": self.stuck,
            f"rude clients were not ended as documented: {'; '.join(self.unruly)}": self.unruly,
            f"{self.sessions_left} sessions are stuck": self.sessions_left,
            f"{self.connections_left} connections are stuck": self.connections_left,
            "the service answers wrongly after it all": not self.answers,
            f"memory grew by {self.growth_mb or 0:.0f} MB": (self.growth_mb or 0) > _GROWTH_MB,
            f"open files went from {self.files_before} to {self.files_left}": (
                self.files_before is not None
                and self.files_left is not None
                and self.files_left > self.files_before + _MORE_FILES
            ),
        }
        return [what for what, is_so in wrong.items() if is_so]


_COUNTS: Final = (
    "finished",
    "exact",
    "behind",
    "altered",
    "cut",
    "disordered",
    "refused",
    "broken",
    "stuck",
    "killed",
    "rude",
)


def render(report: SoakReport) -> str:
    """One line for people, of how it goes."""
    counts = ", ".join(f"{name} {getattr(report, name)}" for name in _COUNTS)
    memory = f", {report.memory_mb[-1]:.0f} MB" if report.memory_mb else ""
    return f"{counts}, unruly {len(report.unruly)}{memory}"


def render_end(report: SoakReport) -> str:
    """Lines for people, at the end."""
    lines = [
        render(report),
        f"left behind: sessions {report.sessions_left}, connections {report.connections_left}",
        f"open files: {_shown(report.files_before)} before, {_shown(report.files_left)} after",
        f"memory: {_memory(report.memory_mb)}; growth {_shown(report.growth_mb, ' MB')}",
    ]
    faults: Sequence[str] = report.faults()
    lines += [f"WRONG: {fault}" for fault in faults] or ["passed"]
    return "\n".join(lines)


def _memory(readings_mb: Sequence[float]) -> str:
    if not readings_mb:
        return "not known"
    return (
        f"{readings_mb[0]:.0f} MB at the start, {max(readings_mb):.0f} MB at most, "
        f"{readings_mb[-1]:.0f} MB at the end"
    )


def _shown(number: float | None, unit: str = "") -> str:
    return "not known" if number is None else f"{number:.0f}{unit}"
