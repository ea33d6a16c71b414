"""What somebody would read in the program's windows now."""

from app.overlay.canvas import CaptionCanvas
from app.widgets.notices import NoticeArea


def overlay_text(canvas: CaptionCanvas) -> str:
    """The captions of the overlay, line by line."""
    return "\n".join(
        line.committed + line.tentative for band in canvas._bands.values() for line in band.lines
    )


def notice_text(bar: NoticeArea) -> str:
    """The notice that a bar shows; empty for none."""
    return "" if bar._row is None else bar._row.notice.text
