from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.overlay.placing import SMALLEST_HEIGHT
from app.overlay.window import CaptionOverlay
from app.settings import OverlayPlace, OverlaySettings, Shown
from app.workshop.recording import CALL_FAR, LECTURE, read_events
from engine.arrays import SOURCE_RATE_HZ
from engine.events import EngineFailed, Event, TextCommitted, TextTyped, TextWithdrawn
from engine.messages import Code, Message
from tests.helpers.events import committed, speech_ended, tentative, transcript
from tests.helpers.shown import overlay_text, shown_area


@dataclass
class _Clock:
    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def overlay(qtbot: QtBot, clock: _Clock) -> Iterator[CaptionOverlay]:
    made = CaptionOverlay(OverlaySettings(is_visible=True, font_px=24), clock=clock)
    made.set_reduced_motion(is_reduced=True)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()
    made.deleteLater()


def _say(overlay: CaptionOverlay, *events: Event) -> str:
    for event in events:
        overlay.handle(event)
    overlay.canvas.refresh()
    return overlay_text(overlay.canvas)


def test_it_stays_above_other_windows_without_a_frame(overlay: CaptionOverlay) -> None:
    for flag in (
        Qt.WindowType.Tool,
        Qt.WindowType.FramelessWindowHint,
        Qt.WindowType.WindowStaysOnTopHint,
    ):
        assert overlay.windowFlags() & flag
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_locked_it_takes_neither_clicks_nor_keys_and_can_be_unlocked(
    overlay: CaptionOverlay, qtbot: QtBot
) -> None:
    before = overlay.geometry()
    with qtbot.waitSignal(overlay.settings_changed) as changed:
        overlay.lock_action.trigger()
    assert changed.args == [replace(overlay.settings, is_locked=True)]
    for flag in (
        Qt.WindowType.WindowTransparentForInput,
        Qt.WindowType.WindowDoesNotAcceptFocus,
        Qt.WindowType.WindowStaysOnTopHint,
    ):
        assert overlay.windowFlags() & flag
    assert overlay.isVisible()
    assert not overlay.controls.isVisible()
    overlay.lock_action.trigger()
    assert not overlay.windowFlags() & Qt.WindowType.WindowTransparentForInput
    assert overlay.isVisible()
    assert overlay.controls.isVisible()
    assert overlay.geometry() == before


def test_the_recorded_speech_rolls_by_in_lines_that_can_be_read(
    overlay: CaptionOverlay, clock: _Clock
) -> None:
    events = read_events(LECTURE)
    seen: list[str] = []
    for event in events:
        clock.now_s = event.heard / SOURCE_RATE_HZ
        lines = _say(overlay, event).splitlines()
        assert len(lines) <= 2
        assert all(len(line) <= 42 for line in lines)
        seen += [line for line in lines if line not in seen]
    for _ in range(20):
        clock.now_s += 1.0
        seen += [line for line in _say(overlay).splitlines() if line not in seen]
    said = "".join(event.text for event in events if isinstance(event, TextCommitted))
    assert set(said.split()) <= set(" ".join(seen).split())
    assert overlay_text(overlay.canvas) == ""


def test_it_shows_source_target_or_both(overlay: CaptionOverlay) -> None:
    events: list[Event] = [transcript(" Bonjour."), committed(" Hello."), tentative(" How")]
    assert _say(overlay, *events) == "Hello. How"
    overlay.set_settings(replace(overlay.settings, shown=Shown.BOTH))
    assert _say(overlay, *events) == "Bonjour.\nHello. How"
    overlay.set_settings(replace(overlay.settings, shown=Shown.SOURCE))
    assert _say(overlay, *events) == "Bonjour."


def test_an_error_is_never_a_caption(overlay: CaptionOverlay) -> None:
    failed = EngineFailed(message=Message(Code.VERBATIM, text="It broke; start again."), heard=0)
    assert _say(overlay, committed(" Hello"), tentative(" you"), failed) == "Hello"


def test_what_is_typed_is_a_caption(overlay: CaptionOverlay) -> None:
    typed = TextTyped(
        text="One moment.",
        language="en",
        typed="Um momento.",
        typed_language="pt",
        source_start=0,
        source_end=0,
        heard=0,
    )
    assert _say(overlay, committed(" Hello"), typed) == "Hello\nOne moment."
    overlay.set_settings(replace(overlay.settings, shown=Shown.SOURCE))
    assert _say(overlay, typed) == "Um momento."


def test_a_turn_that_is_corrected_goes(overlay: CaptionOverlay) -> None:
    withdrawn = TextWithdrawn(source_start=0, source_end=0, heard=0)
    assert _say(overlay, committed(" Hello."), withdrawn, committed(" Olá.")) == "Olá."


@pytest.mark.parametrize("shown", [Shown.TARGET, Shown.BOTH])
def test_captions_are_not_behind_the_buttons(overlay: CaptionOverlay, shown: Shown) -> None:
    overlay.set_settings(replace(overlay.settings, shown=shown, lines=3))
    outcomes = set()
    for height in range(SMALLEST_HEIGHT, 360, 10):
        overlay.resize(900, height)
        overlay.set_settings(replace(overlay.settings, is_locked=True))
        locked = shown_area(overlay.canvas)
        overlay.set_settings(replace(overlay.settings, is_locked=False))
        lines, top = shown_area(overlay.canvas)
        is_clear = top + overlay.canvas.y() > overlay.controls.geometry().bottom()
        # However low the overlay is, a line of each text stays.
        assert is_clear or lines == 1
        outcomes.add((is_clear, lines < locked[0]))
    assert {(True, True), (True, False)} <= outcomes


def test_both_directions_have_places_of_their_own(overlay: CaptionOverlay) -> None:
    overlay.set_streams({"them": "Them", "me": "You"})
    overlay.handle(committed(" Hello."), stream="me")
    overlay.handle(committed(" Welcome."), stream="them")
    assert _say(overlay) == "Welcome.\nHello."


def test_it_never_resizes_itself(overlay: CaptionOverlay, clock: _Clock) -> None:
    before = overlay.geometry()
    for event in read_events(CALL_FAR):
        clock.now_s = event.heard / SOURCE_RATE_HZ
        _say(overlay, event)
    for font_px in (16, 48, 96):
        overlay.set_settings(replace(overlay.settings, font_px=font_px))
        _say(overlay, committed(" The longest words that there are do not widen it."))
    assert overlay.geometry() == before


def test_letters_too_large_for_the_overlay_shrink(overlay: CaptionOverlay) -> None:
    overlay.set_settings(
        replace(
            overlay.settings,
            is_locked=True,
            font_px=96,
            place=OverlayPlace(width=400, height=64),
        )
    )
    _say(overlay, committed(" Hg"))
    image = overlay.grab().toImage()
    rows = [
        y
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() > 200
    ]
    assert rows
    assert min(rows) > 8
    assert max(rows) < image.height() - 9


def test_committed_is_solid_and_the_guess_dim(overlay: CaptionOverlay) -> None:
    def brightest() -> int:
        image = overlay.grab().toImage()
        return max(
            image.pixelColor(x, y).lightness()
            for y in range(image.height())
            for x in range(image.width())
        )

    overlay.set_settings(replace(overlay.settings, is_locked=True))
    _say(overlay, tentative(" HHHH"))
    guessed = brightest()
    _say(overlay, committed(" HHHH"))
    assert brightest() > guessed + 40


def test_where_nothing_is_said_nothing_is_drawn(overlay: CaptionOverlay) -> None:
    overlay.set_settings(replace(overlay.settings, is_locked=True))
    image = overlay.grab().toImage()
    assert QColor(image.pixelColor(image.width() // 2, image.height() // 2)).alpha() == 0


def test_text_without_contrast_gets_an_outline(overlay: CaptionOverlay) -> None:
    overlay.set_settings(
        replace(overlay.settings, is_locked=True, background_opacity=0.0, font_px=48)
    )
    _say(overlay, committed(" HHHH"))
    image = overlay.canvas.grab().toImage().convertedTo(QImage.Format.Format_ARGB32)
    colours = {
        image.pixelColor(x, y).name(QColor.NameFormat.HexArgb)
        for y in range(image.height())
        for x in range(image.width())
    }
    assert {"#ffffffff", "#ff000000"} <= colours


def test_the_place_is_remembered_where_the_user_put_it(
    overlay: CaptionOverlay, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(overlay.settings_changed):
        overlay.setGeometry(QRect(20, 30, 500, 120))
    place = overlay.settings.place
    assert (place.x, place.y, place.width, place.height) == (20, 30, 500, 120)
    other = CaptionOverlay(overlay.settings)
    assert other.geometry() == QRect(20, 30, 500, 120)
    other.deleteLater()


def test_a_place_on_a_missing_screen_is_kept_for_its_return(
    overlay: CaptionOverlay, qtbot: QtBot
) -> None:
    place = OverlayPlace(screen="gone", x=4_000, y=10, width=500, height=120)
    overlay.set_settings(replace(overlay.settings, place=place))
    bounds = QGuiApplication.primaryScreen().geometry()
    assert bounds.contains(overlay.geometry())
    with qtbot.assertNotEmitted(overlay.settings_changed, wait=500):
        pass
    assert overlay.settings.place == place


def test_the_mouse_moves_it(overlay: CaptionOverlay, qtbot: QtBot) -> None:
    overlay.setGeometry(QRect(100, 100, 500, 120))
    _drag(overlay, QPoint(200, 40), QPoint(30, -20))
    assert overlay.geometry() == QRect(130, 80, 500, 120)
    qtbot.waitUntil(lambda: overlay.settings.place.x == 130)


@pytest.mark.parametrize(
    ("start", "way", "expected"),
    [
        (QPoint(2, 60), QPoint(50, 50), QRect(150, 100, 450, 120)),
        (QPoint(498, 118), QPoint(20, 30), QRect(100, 100, 520, 150)),
        (QPoint(250, 1), QPoint(0, -40), QRect(100, 60, 500, 160)),
        (QPoint(2, 60), QPoint(900, 0), QRect(360, 100, 240, 120)),
        (QPoint(250, 119), QPoint(0, -500), QRect(100, 100, 500, 64)),
    ],
)
def test_the_mouse_resizes_it_at_its_edges(
    overlay: CaptionOverlay, start: QPoint, way: QPoint, expected: QRect
) -> None:
    overlay.setGeometry(QRect(100, 100, 500, 120))
    _drag(overlay, start, way)
    assert overlay.geometry() == expected


def _drag(overlay: CaptionOverlay, start: QPoint, way: QPoint) -> None:
    """Press, move and release, as places on the desktop: the window moves beneath the pointer."""
    origin = overlay.mapToGlobal(start)
    for kind, place in (
        (QEvent.Type.MouseButtonPress, origin),
        (QEvent.Type.MouseMove, origin + way / 2),
        (QEvent.Type.MouseMove, origin + way),
        (QEvent.Type.MouseButtonRelease, origin + way),
    ):
        QApplication.sendEvent(
            overlay,
            QMouseEvent(
                kind,
                overlay.mapFromGlobal(QPointF(place)),
                QPointF(place),
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            ),
        )


def test_locking_leaves_it_where_it_is_even_beyond_the_screen(overlay: CaptionOverlay) -> None:
    overlay.setGeometry(QRect(-100, 100, 500, 120))
    overlay.lock_action.trigger()
    assert overlay.geometry() == QRect(-100, 100, 500, 120)


def test_arrow_keys_move_and_resize(overlay: CaptionOverlay) -> None:
    overlay.setGeometry(QRect(100, 100, 500, 120))
    QTest.keyClick(overlay, Qt.Key.Key_Right)
    QTest.keyClick(overlay, Qt.Key.Key_Down)
    assert overlay.pos() == QPoint(116, 116)
    QTest.keyClick(overlay, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert overlay.width() == 516


def test_buttons_change_the_size_of_letters_within_limits(overlay: CaptionOverlay) -> None:
    larger = next(action for action in overlay.actions() if action.iconText() == "A+")
    for _ in range(40):
        larger.trigger()
    assert overlay.settings.font_px == 96


def test_controls_fade_when_idle_and_come_back(overlay: CaptionOverlay, qtbot: QtBot) -> None:
    _say(overlay, committed(" Hello."))
    before = overlay.canvas.geometry()
    overlay.controls.wake()
    qtbot.waitUntil(lambda: not overlay.controls._fade.endValue(), timeout=10_000)
    assert overlay.canvas.geometry() == before
    QTest.keyClick(overlay, Qt.Key.Key_A)
    assert overlay.controls._fade.endValue()


def test_hiding_is_remembered(overlay: CaptionOverlay, qtbot: QtBot) -> None:
    with qtbot.waitSignal(overlay.settings_changed):
        QTest.keyClick(overlay, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert not overlay.settings.is_visible
    overlay.show_action.trigger()
    assert overlay.isVisible()


def test_an_audience_gets_a_screen_of_large_letters_until_escape(
    overlay: CaptionOverlay, qtbot: QtBot
) -> None:
    overlay.audience_action.trigger()
    window = overlay.audience
    assert window is not None
    qtbot.waitUntil(window.isFullScreen)
    overlay.handle(committed(" Welcome, everybody."))
    overlay.handle(speech_ended())
    window.canvas.refresh()
    assert overlay_text(window.canvas) == "Welcome, everybody."
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert overlay.audience is None
    assert not overlay.audience_action.isChecked()
    assert not window.isVisible()


def test_the_program_ends_although_the_overlay_is_open(overlay: CaptionOverlay) -> None:
    assert not overlay.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_captions_are_not_twice_on_the_audiences_screen(overlay: CaptionOverlay) -> None:
    overlay.set_settings(replace(overlay.settings, is_visible=True))
    overlay.audience_action.trigger()
    assert overlay.audience is not None
    assert not overlay.isVisible()
    assert overlay.settings.is_visible
    QTest.keyClick(overlay.audience, Qt.Key.Key_Escape)
    assert overlay.isVisible()
