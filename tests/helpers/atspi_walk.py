"""Reads windows of a process as a screen reader does; run by the system's Python, which has gi.

    python3 atspi_walk.py PROCESS

Prints JSON: how many controls are shown, and those without a letter in their name.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402

_ROLES = {
    Atspi.Role.PUSH_BUTTON,
    Atspi.Role.PUSH_BUTTON_MENU,
    Atspi.Role.TOGGLE_BUTTON,
    Atspi.Role.CHECK_BOX,
    Atspi.Role.RADIO_BUTTON,
    Atspi.Role.COMBO_BOX,
    Atspi.Role.ENTRY,
    Atspi.Role.TEXT,
    Atspi.Role.SLIDER,
    Atspi.Role.SPIN_BUTTON,
    Atspi.Role.LIST,
    Atspi.Role.PAGE_TAB,
    Atspi.Role.PROGRESS_BAR,
    Atspi.Role.DIALOG,
    Atspi.Role.FRAME,
}
_INNER = {Atspi.Role.SPIN_BUTTON, Atspi.Role.COMBO_BOX}
"""What has a field or a list of its own, which is not announced by itself."""


def shown(part: Any, *, inside: Any = None) -> Iterator[tuple[Any, Any]]:
    """Each part of a window that is on the screen, and what it is in."""
    if not part.get_state_set().contains(Atspi.StateType.SHOWING):
        return
    yield part, inside
    if part.get_role() in _INNER:
        return
    for number in range(part.get_child_count()):
        child = part.get_child_at_index(number)
        if child is not None:
            yield from shown(child, inside=part)


def name_of(part: Any) -> str:
    """What is read out: a label's text, then the name."""
    labels = [
        relation.get_target(number).get_name() or ""
        for relation in part.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
        for number in range(relation.get_n_targets())
    ]
    if part.get_role() == Atspi.Role.COMBO_BOX:
        # Its own name is what is chosen.
        return " ".join(labels)
    return " ".join([*labels, part.get_name() or ""])


def main() -> None:
    """Walk."""
    process = int(sys.argv[1])
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(n) for n in range(desktop.get_child_count())]
    controls, nameless = 0, []
    for program in programs:
        if program is None or program.get_process_id() != process:
            continue
        for number in range(program.get_child_count()):
            for part, inside in shown(program.get_child_at_index(number)):
                if part.get_role() not in _ROLES:
                    continue
                controls += 1
                if not any(letter.isalpha() for letter in name_of(part)):
                    around = "" if inside is None else f" in {inside.get_name()!r}"
                    nameless.append(f"{part.get_role_name()}{around}")
    sys.stdout.write(json.dumps({"controls": controls, "nameless": nameless}))


if __name__ == "__main__":
    main()
