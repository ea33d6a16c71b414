"""Qt's names of keys as the names that X11 and Wayland's portals share (xkbcommon-keysyms.h)."""

from types import MappingProxyType
from typing import Final

_NAMES: Final = MappingProxyType(
    {
        "Backspace": "BackSpace",
        "Del": "Delete",
        "Down": "Down",
        "End": "End",
        "Enter": "KP_Enter",
        "Esc": "Escape",
        "Home": "Home",
        "Ins": "Insert",
        "Left": "Left",
        "Media Play": "XF86AudioPlay",
        "Media Stop": "XF86AudioStop",
        "Menu": "Menu",
        "Microphone Mute": "XF86AudioMicMute",
        "Pause": "Pause",
        "PgDown": "Next",
        "PgUp": "Prior",
        "Print": "Print",
        "Return": "Return",
        "Right": "Right",
        "ScrollLock": "Scroll_Lock",
        "Space": "space",
        "Tab": "Tab",
        "Up": "Up",
        "Volume Mute": "XF86AudioMute",
        **{f"F{number}": f"F{number}" for number in range(1, 36)},
    }
)
_SIGNS: Final = MappingProxyType(
    {
        "!": "exclam",
        '"': "quotedbl",
        "#": "numbersign",
        "$": "dollar",
        "%": "percent",
        "&": "ampersand",
        "'": "apostrophe",
        "(": "parenleft",
        ")": "parenright",
        "*": "asterisk",
        "+": "plus",
        ",": "comma",
        "-": "minus",
        ".": "period",
        "/": "slash",
        ":": "colon",
        ";": "semicolon",
        "<": "less",
        "=": "equal",
        ">": "greater",
        "?": "question",
        "@": "at",
        "[": "bracketleft",
        "\\": "backslash",
        "]": "bracketright",
        "^": "asciicircum",
        "_": "underscore",
        "`": "grave",
        "{": "braceleft",
        "|": "bar",
        "}": "braceright",
        "~": "asciitilde",
    }
)


def keysym_name(key: str) -> str | None:
    """The keysym's name.

    Args:
        key: as Qt names it portably.

    Returns:
        None for a key that has none; "U00E9" and the like for letters beyond ASCII.
    """
    if len(key) != 1:
        return _NAMES.get(key)
    if key in _SIGNS:
        return _SIGNS[key]
    letter = key.lower()
    if len(letter) == 1 and letter.isascii():
        return letter if letter.isalnum() else None
    return f"U{ord(letter[0]):04X}"
