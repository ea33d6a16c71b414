from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QPalette, QTextCursor, QTextDocument
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from app.captions.document import CaptionColours, CaptionDocument
from app.captions.pane import CaptionPane, FollowingView, SearchBar, Selection
from app.settings import CaptionSettings, Shown
from app.viewmodels.captions import CaptionModel
from app.workshop.recording import CALL_FAR, CALL_NEAR, LECTURE, read_events
from engine.events import Event, LanguagesChanged, TextCommitted
from tests.helpers.events import committed, speech_ended, tentative, transcript, typed


@pytest.fixture
def pane(qtbot: QtBot) -> CaptionPane:
    made = CaptionPane(CaptionModel(), settings=CaptionSettings(shows_times=False))
    qtbot.addWidget(made)
    made.resize(500, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _feed(pane: CaptionPane, *events: Event, stream: str = "") -> None:
    for event in events:
        pane.model.handle(event, stream=stream)
    pane.model.publish()


def _text(pane: CaptionPane) -> str:
    return pane.view.toPlainText()


def _colour_at(pane: CaptionPane, word: str) -> QColor:
    cursor = pane.view.document().find(word)
    assert not cursor.isNull()
    return cursor.charFormat().foreground().color()


def _fill(pane: CaptionPane, count: int = 60) -> None:
    for n in range(count):
        _feed(pane, committed(f" Row number {n}."), speech_ended())


def test_the_whole_recorded_translation_is_there_and_nothing_else(pane: CaptionPane) -> None:
    events = read_events(LECTURE)
    _feed(pane, *events)
    said = "".join(e.text for e in events if isinstance(e, TextCommitted))
    assert _text(pane).split() == said.split()


def test_committed_text_is_solid_and_the_guess_dim(pane: CaptionPane) -> None:
    _feed(pane, committed(" We will"), tentative(" perhaps"))
    colours = CaptionColours.of(pane.view.palette())
    assert _colour_at(pane, "will") == colours.target
    assert _colour_at(pane, "perhaps") == colours.quiet
    _feed(pane, committed(" perhaps"))
    assert _colour_at(pane, "perhaps") == colours.target
    assert _text(pane) == "We will perhaps"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown.BOTH, "Bonjour.\nHello. How"),
        (Shown.TARGET, "Hello. How"),
        (Shown.SOURCE, "Bonjour."),
    ],
)
def test_source_target_or_both(pane: CaptionPane, shown: Shown, expected: str) -> None:
    _feed(pane, transcript(" Bonjour."), committed(" Hello."), tentative(" How"))
    pane.set_settings(replace(pane.settings, shown=shown))
    assert _text(pane) == expected


def test_reading_mode_shows_only_what_stays(pane: CaptionPane) -> None:
    pane.set_settings(replace(pane.settings, shows_tentative=False))
    _feed(pane, committed(" Hello."), tentative(" How"))
    assert _text(pane) == "Hello."


def test_the_transcript_goes_above_a_translation_that_came_first(pane: CaptionPane) -> None:
    _feed(pane, committed(" Hello,"), tentative(" you"))
    _feed(pane, transcript(" Bonjour,"))
    _feed(pane, transcript(" toi."))
    assert _text(pane) == "Bonjour, toi.\nHello, you"


def test_both_speakers_are_named(pane: CaptionPane) -> None:
    pane.model.name_streams({"me": "You", "them": "Them"})
    _feed(pane, *read_events(CALL_NEAR), stream="me")
    _feed(pane, *read_events(CALL_FAR), stream="them")
    lines = _text(pane).splitlines()
    assert lines[0] == "You"
    assert "Them" in lines
    assert lines.count("You") == 1


def test_times_are_shown_now_and_then(pane: CaptionPane) -> None:
    pane.set_settings(replace(pane.settings, shows_times=True))
    for start_s in (5, 10, 3_700):
        _feed(pane, committed(" Hello.", start_s * 16_000, start_s * 16_000), speech_ended())
    assert _text(pane).splitlines() == ["0:05", "Hello.", "Hello.", "1:01:40", "Hello."]


def test_a_guess_that_was_no_speech_leaves_nothing_behind(pane: CaptionPane) -> None:
    _feed(pane, tentative(" Thank you."))
    assert _text(pane) == "Thank you."
    _feed(pane, tentative(""), speech_ended())
    assert _text(pane) == ""
    _feed(pane, committed(" One."), speech_ended())
    _feed(pane, tentative(" Thank you."))
    _feed(pane, tentative(""), speech_ended())
    _feed(pane, committed(" Two."))
    assert _text(pane) == "One.\nTwo."


def test_a_selection_stays_while_its_row_grows(pane: CaptionPane) -> None:
    _feed(pane, committed(" One two"), tentative(" three"))
    cursor = pane.view.document().find("two")
    pane.view.setTextCursor(cursor)
    _feed(pane, committed(" three"), tentative(" four"))
    _feed(pane, transcript(" un deux"), committed(" four five"))
    assert pane.view.textCursor().selectedText() == "two"


def test_nothing_is_selected_that_the_user_did_not_select(pane: CaptionPane) -> None:
    _feed(pane, *read_events(LECTURE))
    assert not pane.view.textCursor().hasSelection()


def test_a_selection_over_several_rows_is_copied_as_plain_text(pane: CaptionPane) -> None:
    _feed(pane, committed(" One."), speech_ended(), committed(" Two."), speech_ended())
    pane.view.selectAll()
    pane.view.copy()
    clipboard = QGuiApplication.clipboard().mimeData()
    assert clipboard.text() == "One.\nTwo."
    assert not clipboard.hasHtml()


def test_it_stays_at_the_newest_text(pane: CaptionPane) -> None:
    _fill(pane)
    bar = pane.view.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    pane.resize(300, 500)
    assert bar.value() == bar.maximum()
    assert not pane.tools.latest.isVisible()


def test_it_leaves_who_scrolled_up_alone_and_leads_back(pane: CaptionPane) -> None:
    _fill(pane)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    held = bar.value()
    _fill(pane)
    assert bar.value() == held
    assert pane.tools.latest.isVisible()
    QTest.mouseClick(pane.tools.latest, Qt.MouseButton.LeftButton)
    assert bar.value() == bar.maximum()
    assert not pane.tools.latest.isVisible()
    _fill(pane, 3)
    assert bar.value() == bar.maximum()


def test_it_holds_still_while_the_user_drags_over_text(pane: CaptionPane) -> None:
    _fill(pane)
    bar = pane.view.verticalScrollBar()
    held = bar.value()
    QTest.mousePress(pane.view.viewport(), Qt.MouseButton.LeftButton)
    _fill(pane, 5)
    assert bar.value() == held
    QTest.mouseRelease(pane.view.viewport(), Qt.MouseButton.LeftButton)
    assert bar.value() == bar.maximum()


def test_words_are_found_counted_and_walked_through(pane: CaptionPane) -> None:
    _feed(pane, *read_events(LECTURE))
    said = _text(pane).lower().count("dough")
    assert said > 1
    QTest.keyClick(pane.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = pane._search
    assert bar.isVisible()
    QTest.keyClicks(bar.words, "Dough")
    assert len(bar._hits) == said
    first = pane.view.textCursor().selectionStart()
    assert pane.view.textCursor().selectedText().lower() == "dough"
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert pane.view.textCursor().selectionStart() > first
    QTest.keyClick(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.view.textCursor().selectionStart() == first
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not pane.view.extraSelections()


def test_captions_that_come_while_searching_are_found_too(pane: CaptionPane) -> None:
    _feed(pane, committed(" one fish"), speech_ended())
    pane.search("fish")
    _feed(pane, committed(" two fish"), speech_ended())
    pane._search.find_next()
    assert len(pane._search._hits) == 2
    assert pane.view.textCursor().selectionStart() == _text(pane).rindex("fish")
    pane._search.find_next()
    assert pane.view.textCursor().selectionStart() == _text(pane).index("fish")


def test_letters_grow_and_shrink_with_keys(pane: CaptionPane, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    before = pane.settings.font_px
    with qtbot.waitSignal(pane.settings_changed) as changed:
        QTest.keyClick(pane.view, Qt.Key.Key_Plus, control)
    assert changed.args == [pane.settings]
    assert pane.settings.font_px > before
    assert pane.view.font().pixelSize() == pane.settings.font_px
    QTest.keyClick(pane.view, Qt.Key.Key_0, control)
    assert pane.settings.font_px == CaptionSettings().font_px
    for _ in range(30):
        QTest.keyClick(pane.view, Qt.Key.Key_Minus, control)
    assert pane.settings.font_px == 12


def test_no_size_out_of_range_can_be_set() -> None:
    with pytest.raises(ValueError, match="font_px"):
        CaptionSettings(font_px=4)


def test_it_says_why_it_is_empty(pane: CaptionPane) -> None:
    assert "appear here" in pane.view.hint
    _feed(pane, committed(" Hello."))
    pane.set_settings(replace(pane.settings, shown=Shown.SOURCE))
    assert "no original text" in pane.view.hint
    assert _text(pane) == ""


def test_a_screen_reader_gets_the_name_and_the_text(pane: CaptionPane) -> None:
    _feed(pane, committed(" Hello."))
    interface = QAccessible.queryAccessibleInterface(pane.view)
    assert interface.text(QAccessible.Text.Name) == "Captions"
    text = interface.textInterface()
    assert text.text(0, text.characterCount()) == "Hello."


@pytest.mark.parametrize(("text", "base"), [("#000000", "#ffffff"), ("#ffffff", "#1b1b1f")])
def test_every_colour_can_be_read(text: str, base: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    colours = CaptionColours.of(palette)
    for colour in (colours.target, colours.source, colours.quiet, *colours.speakers):
        assert _contrast(colour, QColor(base)) >= 4.5


def _contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, "contrast ratio"."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


_TEXTS = st.text(alphabet=" ab.\U0001f600", max_size=6)
_STREAMED = st.lists(
    st.tuples(
        st.one_of(
            st.builds(committed, _TEXTS),
            st.builds(tentative, _TEXTS),
            st.builds(transcript, _TEXTS),
            st.builds(speech_ended),
        ),
        st.sampled_from(["me", "them"]),
        st.booleans(),
    ),
    max_size=40,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(_STREAMED, st.sampled_from(Shown))
@example(
    [
        (transcript("a"), "them", False),
        (committed("aa"), "me", True),
        (committed("a"), "them", False),
    ],
    Shown.TARGET,
)
def test_writing_step_by_step_gives_what_writing_at_once_gives(
    qtbot: QtBot, streamed: list[tuple[Event, str, bool]], shown: Shown
) -> None:
    del qtbot
    model = CaptionModel()
    model.name_streams({"me": "You", "them": "Them"})
    how = CaptionSettings(shown=shown, shows_times=False)
    colours = CaptionColours.of(QPalette())
    grown = QTextDocument()
    CaptionDocument(model, grown, settings=how, colours=colours)
    for event, stream, is_shown in streamed:
        model.handle(event, stream=stream)
        if is_shown:
            model.publish()
    for stream in ("me", "them"):
        model.end(stream=stream)
    model.publish()
    whole = QTextDocument()
    CaptionDocument(model, whole, settings=how, colours=colours)
    assert _runs(grown) == _runs(whole)


def _runs(document: QTextDocument) -> list[list[tuple[str, str]]]:
    """The characters of each paragraph with their colours, speakers' names left out."""
    paragraphs = []
    cursor = QTextCursor(document)
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        if block.text() in ("You", "Them"):
            continue
        characters = []
        for place in range(block.position(), block.position() + block.length() - 1):
            cursor.setPosition(place + 1)
            colour = cursor.charFormat().foreground().color().name()
            characters.append((document.characterAt(place), colour))
        paragraphs.append(characters)
    return paragraphs


def test_both_texts_say_so_where_there_is_one(pane: CaptionPane) -> None:
    pane.set_settings(replace(pane.settings, shown=Shown.BOTH))
    assert not pane.no_source.isVisible()
    _feed(pane, transcript(" Eins."), committed(" One."), speech_ended())
    assert not pane.no_source.isVisible()
    _feed(pane, committed(" Two."), speech_ended(), stream="1")
    assert pane.no_source.isVisible()


def test_buttons_beside_the_text_search_and_change_its_size(pane: CaptionPane) -> None:
    before = pane.settings.font_px
    pane.tools.larger.click()
    assert pane.settings.font_px > before
    pane.tools.smaller.click()
    assert pane.settings.font_px == before
    pane.tools.search.click()
    bar = pane.findChild(SearchBar)
    assert bar is not None
    assert bar.isVisible()


def test_what_is_there_is_saved(pane: CaptionPane, tmp_path: Path) -> None:
    assert not pane.tools.save.isEnabled()
    pane.model.name_streams({"0": "You", "1": "They"})
    _feed(pane, committed(" Good morning."), speech_ended(), stream="0")
    QTest.keyClick(pane.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = pane.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "talk.md"))
    dialog.reject()
    assert (tmp_path / "talk.md").read_text() == "**0:00 You**\n\nGood morning.\n"


def test_what_cannot_be_saved_is_said(pane: CaptionPane, tmp_path: Path) -> None:
    _feed(pane, committed(" Good morning."))
    pane.tools.save.click()
    dialog = pane.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "gone" / "talk.html"))
    dialog.reject()
    box = pane.findChild(QMessageBox)
    assert box is not None
    assert "no folder" in box.text()


def test_a_change_of_languages_is_a_line_between_and_what_follows_is_labelled_anew(
    pane: CaptionPane,
) -> None:
    pane.set_settings(replace(pane.settings, shows_times=True))
    _feed(pane, committed(" Hello.", 0), speech_ended())
    _feed(pane, LanguagesChanged(source="", target="fr", heard=48_000))
    _feed(pane, committed(" Bonjour.", 48_000))
    expected = ["0:00", "Hello.", "—  Any language → French  —", "0:03", "Bonjour."]
    assert _text(pane).splitlines() == expected
    # The same where the document is written anew.
    pane.set_settings(replace(pane.settings, shows_tentative=False))
    assert _text(pane).splitlines() == expected


def test_what_was_typed_is_said_to_be(qtbot: QtBot) -> None:
    model = CaptionModel()
    pane = CaptionPane(model)
    qtbot.addWidget(pane)
    for event in (committed(" Hello"), typed("Un instant.", "One moment."), committed(" there.")):
        model.handle(event)
    model.publish()
    assert pane.view.toPlainText().splitlines() == [
        "0:00",
        "Hello there.",
        "0:01 · typed",
        "Un instant.",
        "One moment.",
    ]


def test_a_word_is_corrected_in_one_place_or_everywhere(qtbot: QtBot) -> None:
    model = CaptionModel()
    pane = CaptionPane(model, settings=CaptionSettings(shows_times=False), corrects=True)
    qtbot.addWidget(pane)
    pane.view.offers_terms = True
    lessons: list[tuple[str, str]] = []
    pane.lesson_asked.connect(lambda *words: lessons.append(words))
    told = QSignalSpy(model.corrected)
    for event in (
        committed(" Fizikella, Fizikella wins.", 0, 1_000),
        speech_ended(),
        committed(" Again Fizikella.", 20_000, 21_000),
        speech_ended(),
        committed(" Fizikella", 40_000, 41_000),
    ):
        model.handle(event)
    model.publish()
    pane.show()

    def choose(place: int) -> Selection:
        cursor = pane.view.textCursor()
        cursor.setPosition(place)
        cursor.setPosition(place + len("Fizikella"), cursor.MoveMode.KeepAnchor)
        pane.view.setTextCursor(cursor)
        chosen = pane.view.selection_at()
        assert chosen is not None
        return chosen

    text = pane.view.toPlainText()
    growing = choose(text.rindex("Fizikella"))
    assert pane.correct(growing) is None, "it may still grow"
    second = choose(text.index("Fizikella", 3))
    assert (second.row, second.is_target, second.start) == (0, True, len("Fizikella, "))
    dialog = pane.correct(second)
    assert dialog is not None
    assert not dialog.everywhere.isHidden()
    dialog.words.setText("Fisichella")
    dialog.accept()
    assert pane.view.toPlainText().splitlines() == [
        "corrected",
        "Fizikella, Fisichella wins.",
        "Again Fizikella.",
        "Fizikella",
    ]
    assert told.count() == 1
    assert lessons == []
    dialog = pane.correct(choose(pane.view.toPlainText().index("Fizikella")))
    assert dialog is not None
    dialog.words.setText("Fisichella")
    dialog.everywhere.setChecked(True)
    dialog.learns.setChecked(True)
    dialog.accept()
    assert pane.view.toPlainText().splitlines()[1:4] == [
        "Fisichella, Fisichella wins.",
        "corrected",
        "Again Fisichella.",
    ]
    assert lessons == [("Fisichella", "Fizikella")]
    assert told.count() == 3


def test_only_words_of_one_text_are_offered_for_correction(qtbot: QtBot) -> None:
    model = CaptionModel()
    pane = CaptionPane(model, corrects=True)
    qtbot.addWidget(pane)
    for event in (committed(" One."), speech_ended(), committed(" Two."), speech_ended()):
        model.handle(event)
    model.publish()
    pane.view.selectAll()
    assert pane.view.selection_at() is None
    cursor = pane.view.textCursor()
    cursor.setPosition(0)
    pane.view.setTextCursor(cursor)
    assert pane.view.selection_at() is None, "the time is no caption"


def test_the_mark_of_a_correction_is_of_its_passage_alone(qtbot: QtBot) -> None:
    model = CaptionModel()
    pane = CaptionPane(model)
    qtbot.addWidget(pane)
    for event in (committed(" Ohne."), speech_ended(), committed(" Two.", 20_000), speech_ended()):
        model.handle(event)
    model.correct(0, "One.", is_target=True)
    assert pane.view.toPlainText().splitlines() == ["0:00 · corrected", "One.", "0:01", "Two."]


def test_a_hint_has_as_many_lines_as_it_needs(qtbot: QtBot) -> None:
    view = FollowingView()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    rows = []
    for hint in ("", "Captions", "Captions appear here while somebody speaks, and go on."):
        view.show_hint(hint)
        image = view.viewport().grab().toImage()
        ground = image.pixel(0, image.height() - 1)
        written = [
            y
            for y in range(image.height())
            if any(image.pixel(x, y) != ground for x in range(image.width()))
        ]
        rows.append(len(written))
    assert rows[0] == 0
    assert rows[2] > 1.5 * rows[1] > 0


def test_the_search_is_as_wide_as_the_text_and_moves_no_tools(pane: CaptionPane) -> None:
    before = pane.tools.geometry()
    pane.search("row")
    QApplication.processEvents()
    (bar,) = pane.findChildren(SearchBar)
    ends = bar.geometry(), pane.view.geometry()
    assert len({(area.left(), area.right()) for area in ends}) == 1
    assert pane.tools.geometry() == before


def test_a_tool_that_is_on_gives_way_last(pane: CaptionPane) -> None:
    switch = QToolButton()
    switch.setText("T")
    switch.setCheckable(True)
    pane.tools.add(switch, gives_way=True)
    QApplication.processEvents()
    pane.resize(pane.width(), pane.tools.minimumSizeHint().height() + 45)
    QApplication.processEvents()
    assert [switch.isVisible(), pane.tools.larger.isVisible()] == [False, True]
    switch.setChecked(True)
    assert [switch.isVisible(), pane.tools.larger.isVisible()] == [True, False]
