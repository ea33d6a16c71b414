"""What each contestant did with a passage, on one clock, as rows of SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

from engine.bench.recordings import Passage
from engine.bench.scores import own_figures
from engine.bench.simulation import Clause, Observation, Word

_VOID: Final = frozenset({"meta", "input", "wbr"})


def tag(element: str, /, *children: str, **attributes: str | float | None) -> str:
    """One element.

    Args:
        element: its name.
        children: markup; text must have gone through `escape`.
        attributes: None leaves one out; `class_` is `class`, `data_t` is `data-t`; numbers are
            written with at most one decimal place.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if element in _VOID:
        return f"<{element}{given} />"
    return f"<{element}{given}>{''.join(children)}</{element}>"


def text(content: str) -> str:
    """Text that stands for itself."""
    return escape(content, quote=False)


def breakable(name: str) -> str:
    """A contestant's name as text that may be broken behind its colons."""
    return text(name).replace(":", f":{tag('wbr')}")


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escape(value)
    return f"{value:.1f}".removesuffix(".0")


_LETTER_PX: Final = 6.7
"""Of the page's font at 12.5 px, on the wide side."""

_LINE_PX: Final = 16.0
_RIBBON_PX: Final = 34.0
_VOICE_PX: Final = 14.0
_LINE_LETTERS: Final = 38
_MARGIN_PX: Final = 14.0
_ROOM_PX: Final = 940.0
"""Of the page's widest form beside the contestants' names."""

_FEWEST_PX_PER_S: Final = 60.0
_MOST_PX_PER_S: Final = 100.0
_TAIL_S: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Seconds to pixels.

    Attributes:
        end_s: the latest moment shown.
        extra_px: room for text behind it.
    """

    px_per_s: float
    end_s: float
    extra_px: float

    @classmethod
    def over(cls, passage: Passage, observations: Sequence[Observation]) -> "Clock":
        """A clock on which a passage and all that was made of it can be seen."""
        ends = [passage.duration_s]
        for seen in observations:
            ends += [word.aware_s for word in seen.words]
            ends += [clause.aware_s + clause.duration_s for clause in seen.clauses]
        end_s = max(ends) + _TAIL_S
        extra_px = _LINE_LETTERS * _LETTER_PX
        return cls(
            px_per_s=min(max((_ROOM_PX - extra_px) / end_s, _FEWEST_PX_PER_S), _MOST_PX_PER_S),
            end_s=end_s,
            extra_px=extra_px,
        )

    @property
    def width(self) -> float:
        """Of every row."""
        return self.x(self.end_s) + self.extra_px

    def x(self, moment_s: float) -> float:
        """Where a moment is."""
        return _MARGIN_PX + moment_s * self.px_per_s


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Words that were committed at once, and where their text stands."""

    words: tuple[Word, ...]
    lines: tuple[str, ...]
    x: float
    row: int


def draw_source(passage: Passage, clock: Clock) -> str:
    """Seconds, and bars where somebody speaks."""
    height = 46.0
    parts = []
    for second in range(int(clock.end_s) + 1):
        x = clock.x(second)
        parts += [
            tag("line", class_="tick", x1=x, x2=x, y1=0, y2=6),
            tag("text", f"{second}", class_="second", x=x, y=18, text_anchor="middle"),
        ]
    for start_s, end_s in passage.speech:
        left, right = clock.x(start_s), clock.x(end_s)
        parts.append(
            tag("rect", class_="speech", x=left, width=right - left, y=26, height=14, rx=4)
        )
    for segment in passage.segments[1:]:
        x = clock.x(segment.start_s)
        parts.append(tag("line", class_="segment", x1=x, x2=x, y1=20, y2=height))
    spans = ", ".join(f"{start:.1f} to {end:.1f}" for start, end in passage.speech)
    return tag(
        "svg",
        *parts,
        width=clock.width,
        height=height,
        role="img",
        aria_label=f"Speech, in seconds: {spans or 'none found'}",
    )


def draw_lane(seen: Observation, clock: Clock, *, name: str, color: int, language: str) -> str:
    """Ribbons from the speech to the moment of commitment, the words there, and bars of speech."""
    groups = _place(seen, clock)
    rows = max((group.row + len(group.lines) for group in groups), default=1)
    voice_y = _RIBBON_PX + rows * _LINE_PX + 11
    height = voice_y + (_VOICE_PX + 4 if seen.clauses else 0)
    parts = [tag("line", class_="rail", x1=0, x2=clock.width, y1=_RIBBON_PX, y2=_RIBBON_PX)]
    parts += [_ribbon(group, clock) for group in groups]
    parts += [_voice(clause, clock, voice_y) for clause in seen.clauses]
    return tag(
        "svg",
        *parts,
        class_=f"lane s{color % 8}",
        width=clock.width,
        height=height,
        role="img",
        lang=language,
        aria_label=f"{name} committed: {seen.text or 'nothing'}",
    )


def passage_note(seen: Observation, passage: Passage) -> str:
    """A contestant's lag in one passage, in a few words."""
    own = own_figures([seen], [passage])
    if own.lag_aware_s is None:
        return "no words"
    parts = [f"lag {own.lag_aware_s:.1f} s"]
    if own.speech_lag_aware_s is not None:
        parts.append(f"speech {own.speech_lag_aware_s:.1f} s")
    return ", ".join(parts)


def words_table(seen: Observation, *, language: str) -> str:
    """The same as rows of words and moments, for who cannot see the picture."""
    rows = [
        tag(
            "tr",
            tag("td", f"{moment:.2f}"),
            tag("td", text(" ".join(word.text for word in words)), lang=language),
            tag("td", f"{words[0].source_start_s:.2f} to {words[-1].source_end_s:.2f}"),
        )
        for moment, words in _moments(seen)
    ]
    head = tag(
        "tr",
        tag("th", "committed at, s", scope="col"),
        tag("th", "words", scope="col"),
        tag("th", "from the speech at, s", scope="col"),
    )
    return tag("table", tag("thead", head), tag("tbody", *rows))


def _ribbon(group: _Group, clock: Clock) -> str:
    first, last = group.words[0], group.words[-1]
    begins, ends = clock.x(first.source_start_s), clock.x(last.source_end_s)
    x = clock.x(last.aware_s)
    middle = _RIBBON_PX / 2
    shape = (
        f"M{begins:.1f},0 C{begins:.1f},{middle:.1f} {x - 1.5:.1f},{middle:.1f} "
        f"{x - 1.5:.1f},{_RIBBON_PX:.1f} L{x + 1.5:.1f},{_RIBBON_PX:.1f} "
        f"C{x + 1.5:.1f},{middle:.1f} {max(ends, begins + 2):.1f},{middle:.1f} "
        f"{max(ends, begins + 2):.1f},0 Z"
    )
    hint = (
        f"{last.aware_s:.1f} s: {' '.join(word.text for word in group.words)} "
        f"(spoken {first.source_start_s:.1f} to {last.source_end_s:.1f} s)"
    )
    top = _RIBBON_PX + 5 + group.row * _LINE_PX
    rows_px = len(group.lines) * _LINE_PX
    lines = [
        tag("text", text(line), x=group.x + 4, y=top + 13 + i * _LINE_PX)
        for i, line in enumerate(group.lines)
    ]
    return tag(
        "g",
        tag("title", text(hint)),
        tag("path", class_="ribbon", d=shape),
        tag("line", class_="drop", x1=x, x2=x, y1=_RIBBON_PX, y2=top),
        tag("line", class_="commit", x1=x, x2=x, y1=top + 2, y2=top + rows_px - 1),
        tag("circle", class_="when", cx=x, cy=_RIBBON_PX, r=3.5),
        *lines,
        class_="moment",
        data_t=f"{last.aware_s:.3f}",
    )


def _voice(clause: Clause, clock: Clock, y: float) -> str:
    return tag(
        "g",
        tag("title", text(f"{clause.aware_s:.1f} s: {clause.text}")),
        tag(
            "rect",
            class_="voice",
            x=clock.x(clause.aware_s),
            width=max(clause.duration_s * clock.px_per_s - 1, 1),
            y=y,
            height=_VOICE_PX,
            rx=4,
        ),
        class_="moment",
        data_t=f"{clause.aware_s:.3f}",
    )


def _moments(seen: Observation) -> list[tuple[float, tuple[Word, ...]]]:
    groups = groupby(seen.words, key=lambda word: word.aware_s)
    return [(moment, tuple(words)) for moment, words in groups]


def _place(seen: Observation, clock: Clock) -> list[_Group]:
    """Give each group of words the first rows of text that are free where it stands."""
    taken: list[float] = []
    groups: list[_Group] = []
    for moment, words in _moments(seen):
        x = clock.x(moment)
        lines = _wrap([word.text for word in words])
        row = 0
        while any(end > x for end in taken[row : row + len(lines)]):
            row += 1
        taken += [0.0] * (row + len(lines) - len(taken))
        for i, line in enumerate(lines):
            taken[row + i] = x + (len(line) + 2) * _LETTER_PX
        groups.append(_Group(words=words, lines=tuple(lines), x=x, row=row))
    return groups


def _wrap(words: Sequence[str]) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LINE_LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
