"""Elements of HTML and SVG as text; all of it is well-formed XML too."""

from html import escape
from typing import Final

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
