"""Moving and resizing a window without a frame, by the pointer."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt

from app.overlay.placing import SMALLEST_HEIGHT, SMALLEST_WIDTH


@dataclass(frozen=True, slots=True)
class Hold:
    """The pointer holds the overlay.

    Attributes:
        start: where it took hold, on the desktop.
        geometry: of the overlay then.
        edges: that it holds; none to move all of it.
    """

    start: QPoint
    geometry: QRect
    edges: Qt.Edge

    def dragged_to(self, place: QPoint) -> QRect:
        """Where the overlay goes when the pointer is at `place`."""
        way = place - self.start
        if not self.edges:
            return self.geometry.translated(way)
        area = QRect(self.geometry)
        if self.edges & Qt.Edge.LeftEdge:
            area.setLeft(min(area.left() + way.x(), area.right() - SMALLEST_WIDTH + 1))
        if self.edges & Qt.Edge.RightEdge:
            area.setRight(max(area.right() + way.x(), area.left() + SMALLEST_WIDTH - 1))
        if self.edges & Qt.Edge.TopEdge:
            area.setTop(min(area.top() + way.y(), area.bottom() - SMALLEST_HEIGHT + 1))
        if self.edges & Qt.Edge.BottomEdge:
            area.setBottom(max(area.bottom() + way.y(), area.top() + SMALLEST_HEIGHT - 1))
        return area


def edges_at(place: QPoint, size: QSize, margin_px: int) -> Qt.Edge:
    """The edges that are held at a place of a window; none within.

    Args:
        place: in the window.
        size: of the window.
        margin_px: how near to an edge is at the edge.
    """
    edges = Qt.Edge(0)
    if place.x() < margin_px:
        edges |= Qt.Edge.LeftEdge
    elif place.x() >= size.width() - margin_px:
        edges |= Qt.Edge.RightEdge
    if place.y() < margin_px:
        edges |= Qt.Edge.TopEdge
    elif place.y() >= size.height() - margin_px:
        edges |= Qt.Edge.BottomEdge
    return edges


def cursor_for(edges: Qt.Edge) -> Qt.CursorShape:
    """What shows that pressing would move the window, or these edges of it."""
    left_right = bool(edges & (Qt.Edge.LeftEdge | Qt.Edge.RightEdge))
    up_down = bool(edges & (Qt.Edge.TopEdge | Qt.Edge.BottomEdge))
    if left_right and up_down:
        falls = edges in (
            Qt.Edge.LeftEdge | Qt.Edge.TopEdge,
            Qt.Edge.RightEdge | Qt.Edge.BottomEdge,
        )
        return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor
    if left_right:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if up_down else Qt.CursorShape.SizeAllCursor
