"""Dragoman's entry in the menu of a Linux desktop.

Portals give keys only to programs that the desktop knows by such an entry. pip installs none, nor
is there one in the repository, so Dragoman writes its own unless somebody else has. Sources:
freedesktop.org's desktop entry specification, 1.5, and base directory specification, 0.8.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from engine.output import output_errors

APP_ID: Final = "dragoman"
"""The name of the entry, by which a desktop knows a program."""

_OURS: Final = "X-Dragoman-Made=true"
_SPECIAL: Final = '"`$\\'


def ensure_menu_entry(
    environment: Mapping[str, str], *, home: Path, python: str, icon: Path
) -> None:
    """Write the entry where there is none, or where ours leads to a Dragoman that has moved.

    Args:
        environment: says where a desktop looks.
        home: of the user.
        python: the interpreter that has Dragoman.
        icon: a picture of it.

    Raises:
        OutputError: it cannot be written.
    """
    own = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    places = [own, *(Path(folder) for folder in shared.split(":") if folder)]
    entries = [place / "applications" / f"{APP_ID}.desktop" for place in places]
    text = _entry(python, icon)
    for path in entries:
        if path.is_file():
            present = path.read_text(encoding="utf-8", errors="replace")
            if _OURS not in present or present == text:
                return
            break
    with output_errors(entries[0]):
        entries[0].parent.mkdir(parents=True, exist_ok=True)
        fresh = entries[0].with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(entries[0])


def _entry(python: str, icon: Path) -> str:
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Version=1.5",
            "Name=Dragoman",
            "GenericName=Live interpreter",
            f"Exec={_quoted(python)} -m app",
            f"Icon={icon}",
            "Terminal=false",
            "StartupNotify=true",
            f"StartupWMClass={APP_ID}",
            "Categories=AudioVideo;Audio;",
            _OURS,
            "",
        )
    )


def _quoted(argument: str) -> str:
    """An argument as the specification's section on Exec quotes it, and then its strings."""
    quoted = "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in argument)
    # A backslash is doubled once more, as in every string of such a file; % begins a field code.
    return '"' + quoted.replace("\\", "\\\\").replace("%", "%%") + '"'
