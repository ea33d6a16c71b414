"""What somebody would read in the program's windows now."""

from app.overlay.canvas import CaptionCanvas
from app.widgets.notices import NoticeArea


def overlay_text(canvas: CaptionCanvas) -> str:
    """The captions of the overlay, line by line."""
    return "\n".join(
        line.committed + line.tentative for band in canvas._bands.values() for line in band.lines
    )


def shown_area(canvas: CaptionCanvas) -> tuple[int, float]:
    """How many lines a text has on the overlay, and where the first one's box begins."""
    layout = canvas._layout()
    return layout.lines, canvas._top(layout)


def notice_text(bar: NoticeArea) -> str:
    """The notice that a bar shows; empty for none."""
    return "" if bar._row is None else bar._row.notice.text
