"""Pictures of windows as small files: few colours, each pixel one byte."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

_MOST_COLOURS: Final = 256


def few_colours(image: QImage) -> QImage:
    """The same picture with the 256 colours that it has most of; others become the nearest."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = plain.width(), plain.height()
    rows = np.frombuffer(plain.constBits(), np.uint32).reshape(height, plain.bytesPerLine() // 4)
    pixels = rows[:, :width] & 0xFF_FFFF
    colours, place, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = np.sort(np.argsort(-counts, kind="stable")[:_MOST_COLOURS])
    parts = _parts(colours)
    distances = np.square(parts[:, None, :] - parts[None, kept, :]).sum(axis=2)
    indices = distances.argmin(axis=1).astype(np.uint8)[place.reshape(height, width)]
    small = QImage(
        np.ascontiguousarray(indices).tobytes(), width, height, width, QImage.Format.Format_Indexed8
    )
    small.setColorTable([0xFF00_0000 | int(colour) for colour in colours[kept]])
    # The bytes live only as long as this function.
    return small.copy()


def _parts(colours: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
    """Red, green and blue of [n] colours as [n, 3]."""
    return np.stack([(colours >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.int32)
