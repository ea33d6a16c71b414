"""The pages of the dialog that clones a voice: consent, recording, waiting, result."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import user_text
from app.texts import date_text, language_title, percent_text
from app.theme.colours import Colours
from app.widgets.cards import NameLabel, wrapping_check
from app.widgets.choices import Choice, ChoiceBox
from app.widgets.dialogs import card_row, restyle, styled_label
from app.widgets.indicators import LevelMeter
from engine.languages import CLONING_LANGUAGES, cloning_texts
from engine.tts.cloning.checks import LEAST_SPEECH_S, WANTED_SPEECH_S, Finding
from engine.tts.cloning.consent import agrees, statement_parts
from engine.tts.cloning.enrolment import Enrolment, EnrolmentProgress, Stage
from engine.tts.user_voices import UserVoice

_SHARES: Final = 1000
_SECOND_EAR: Final = "CAM++ speaker encoder"
"""As the catalogue calls it."""


class ConsentPage(QWidget):
    """Who the person is, and what the person agrees to.

    Signals:
        changed: something was typed or ticked.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.person = QLineEdit()
        self.person.setPlaceholderText(self.tr("First and last name"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("What the voice will be called"))
        self.keeps = QCheckBox()
        keeps = wrapping_check(
            self.keeps,
            self.tr("Keep ten seconds of the recording, for voice models that clone from sound"),
        )
        self.statement = styled_label("", role="")
        self.confirmation = QLineEdit()
        self._ask = styled_label(self.tr("If you are this person and agree, type:"), role="quiet")
        self._ask.setBuddy(self.confirmation)
        self.asked = styled_label("", role="heading")
        form = QFormLayout()
        for text, field in (
            (self.tr("Name of the person"), self.person),
            (self.tr("Name of the voice"), self.name),
        ):
            form.addRow(NameLabel(text, field, is_as_high=True), field)
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.addWidget(self.statement)
        inside.addWidget(self._ask)
        inside.addWidget(self.asked)
        inside.addWidget(self.confirmation)
        layout = _page_layout(self, self.tr("Whose voice?"))
        layout.addWidget(
            styled_label(
                self.tr(
                    "Dragoman can speak with your own voice. The copy is made on this computer, "
                    "and only with the consent of the person whose voice it is."
                ),
                role="quiet",
            )
        )
        layout.addLayout(form)
        layout.addWidget(keeps)
        layout.addWidget(card)
        layout.addStretch(1)
        self.clones = ClonesList()
        layout.addWidget(self.clones)
        for field in (self.person, self.name):
            field.textChanged.connect(self._on_changed)
        self.keeps.toggled.connect(self._on_changed)
        self.confirmation.textChanged.connect(lambda _: self.changed.emit())
        self._show_statement()

    @property
    def is_complete(self) -> bool:
        """Whether there are names and the consent."""
        filled = bool(self.person.text().strip()) and bool(self.name.text().strip())
        return filled and self.agrees

    @property
    def agrees(self) -> bool:
        """Whether the person has written that they agree to what is shown."""
        return agrees(self.confirmation.text(), self.wanted)

    @property
    def wanted(self) -> str:
        """What the person writes to agree."""
        return self.tr("I agree, {person}").format(person=self.person.text().strip())

    @Slot()
    def _on_changed(self) -> None:
        # Who agreed has agreed to what was shown then.
        if self._show_statement():
            self.confirmation.clear()
        self.changed.emit()

    def _show_statement(self) -> bool:
        person = self.person.text().strip()
        parts = statement_parts(person or "…", keeps_recording=self.keeps.isChecked())
        text = " ".join(map(user_text, parts))
        is_new = text != self.statement.text()
        self.statement.setText(text)
        self.confirmation.setEnabled(bool(person))
        self.asked.setText(self.wanted if person else "…")
        self.confirmation.setAccessibleName(f"{self._ask.text()} {self.asked.text()}")
        return is_new


class ClonesList(QWidget):
    """The voices that were cloned before, to remove.

    Signals:
        remove_asked: the id of a voice; asked twice before.
    """

    remove_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self.problem = styled_label("", role="bad")
        self.problem.hide()
        self._heading = styled_label(self.tr("Cloned before"), role="heading")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._cards: list[QFrame] = []
        self._column.addWidget(self._heading)
        self._column.addWidget(self.problem)
        self.hide()

    def show_clones(self, clones: Sequence[UserVoice]) -> None:
        """Replace the rows."""
        for old in self._cards:
            self._column.removeWidget(old)
            old.deleteLater()
        self._cards, self.buttons = [], {}
        for voice in clones:
            card, row = card_row()
            consent = voice.consent
            about = f"{consent.person}, {_day(consent.given_at)}" if consent else ""
            row.addWidget(styled_label(voice.name, role=""))
            row.addWidget(styled_label(about, role="quiet"))
            button = QPushButton(self.tr("Remove"))
            button.clicked.connect(lambda _=False, voice_id=voice.id: self._ask(voice_id))
            row.addWidget(button)
            self._column.addWidget(card)
            self._cards.append(card)
            self.buttons[voice.id] = button
        self.setVisible(bool(clones))

    def show_problem(self, text: str) -> None:
        """Show why a voice was not removed; nothing if empty."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _ask(self, voice_id: str) -> None:
        button, sure = self.buttons[voice_id], self.tr("Remove for good?")
        if button.text() == sure:
            button.setEnabled(False)
            self.remove_asked.emit(voice_id)
        else:
            button.setText(sure)


class RecordingPage(QWidget):
    """A text to read, the microphone, and advice while it listens."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.language_box = ChoiceBox(self.tr("Language of the text"))
        self.language_box.set_choices(
            [Choice(value=code, text=language_title(code)) for code in CLONING_LANGUAGES],
            # People read best in the language that they read the window in.
            QLocale().name().partition("_")[0],
        )
        self.microphone_box = ChoiceBox(self.tr("Microphone"))
        self.script = styled_label("", role="script")
        self.meter = LevelMeter(self.tr("Level of the microphone"), colours)
        self.seconds = QProgressBar()
        self.seconds.setRange(0, round(WANTED_SPEECH_S))
        self.seconds.setTextVisible(False)
        self.seconds.setAccessibleName(self.tr("Seconds of speech"))
        self.figure = QLabel()
        self.figure.setProperty("role", "quiet")
        self.advice = styled_label("", role="quiet")
        spoken = self.tr(
            "The first sentence says that you agree. Dragoman keeps the words that it hears of it."
        )
        self.record_button = QPushButton()
        self.record_button.setProperty("kind", "primary")
        self.file_button = QPushButton(self.tr("Use a recording…"))
        boxes, buttons, spoken_s = QGridLayout(), QHBoxLayout(), QHBoxLayout()
        boxes.setVerticalSpacing(2)
        for column, (name, box) in enumerate(
            (
                (self.tr("Language of the text"), self.language_box),
                (self.tr("Microphone"), self.microphone_box),
            )
        ):
            boxes.addWidget(styled_label(name, role="quiet"), 0, column)
            boxes.addWidget(box, 1, column)
        spoken_s.addWidget(self.seconds, 1)
        spoken_s.addWidget(self.figure)
        for button in (self.record_button, self.file_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = _page_layout(self, self.tr("Read this aloud"))
        layout.addWidget(
            styled_label(
                self.tr("Speak calmly, as if to a friend, alone in a quiet room."), role="quiet"
            )
        )
        layout.addLayout(boxes)
        card = QFrame()
        card.setProperty("card", "true")
        QVBoxLayout(card).addWidget(self.script)
        layout.addWidget(card, 1)
        layout.addWidget(styled_label(spoken, role="quiet"))
        layout.addLayout(buttons)
        layout.addWidget(self.meter)
        layout.addLayout(spoken_s)
        layout.addWidget(self.advice)
        self._show_seconds(0.0)
        self.language_box.chosen.connect(self.show_script)
        self.show_script(self.language_box.value)
        self.show_recording(is_recording=False)

    @Slot(object)
    def show_script(self, language: object) -> None:
        """Show the text of a language."""
        self.script.setText("\n\n".join(cloning_texts(str(language)).script))

    def show_recording(self, *, is_recording: bool) -> None:
        """Show whether a microphone is recorded."""
        self.record_button.setText(self.tr("Stop") if is_recording else self.tr("Record"))
        for widget in (self.language_box, self.microphone_box, self.file_button):
            widget.setEnabled(not is_recording)

    def show_speech(self, speech_s: float, findings: Sequence[Finding]) -> None:
        """Show how much was said and what could be better."""
        self._show_seconds(speech_s)
        if findings:
            role = "bad" if findings[0].is_blocking and speech_s >= LEAST_SPEECH_S else "warn"
            restyle(self.advice, user_text(findings[0].message), role=role)
        else:
            restyle(self.advice, self.tr("That sounds good."), role="good")

    def _show_seconds(self, speech_s: float) -> None:
        wanted = self.seconds.maximum()
        done = min(int(speech_s), wanted)
        self.seconds.setValue(done)
        self.figure.setText(self.tr("{done} of {wanted} s").format(done=done, wanted=wanted))


class WaitingPage(QWidget):
    """How far the cloning is."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setRange(0, _SHARES)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Making your voice"))
        self.stage = styled_label("", role="quiet")
        layout = _page_layout(self, self.tr("Making your voice"))
        layout.addWidget(
            styled_label(
                self.tr(
                    "Dragoman tries voice after voice and keeps the one that sounds most like "
                    "you. This takes a few minutes."
                ),
                role="quiet",
            )
        )
        layout.addWidget(self.bar)
        layout.addWidget(self.stage)
        layout.addStretch(1)

    def show_progress(self, progress: EnrolmentProgress) -> None:
        """Show how far it is."""
        self.bar.setValue(round(_SHARES * progress.share))
        stages = {
            Stage.LISTENING: self.tr("Listening to the recording…"),
            Stage.SEARCHING: self.tr("Looking for your voice…"),
            Stage.CHECKING: self.tr("Checking that it is understood…"),
        }
        text = stages[progress.stage]
        if progress.similarity is not None:
            alike = self.tr("{percent} similar so far")
            text += " " + alike.format(percent=_share(progress.similarity))
        self.stage.setText(text)


class ResultPage(QWidget):
    """Similarity of the voice, and a preview in each language.

    Signals:
        preview_asked: the language to hear it in.
    """

    preview_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.figure = styled_label("", role="figure")
        self.meaning = styled_label("", role="quiet")
        self.problem = styled_label("", role="bad")
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout()
        for number, code in enumerate(CLONING_LANGUAGES):
            button = QPushButton(language_title(code))
            button.clicked.connect(lambda _=False, code=code: self.preview_asked.emit(code))
            self.buttons[code] = button
            grid.addWidget(button, number // 3, number % 3)
        layout = _page_layout(self, self.tr("Your voice"))
        for widget in (self.figure, self.meaning, styled_label(self.tr("Hear it:"), role="")):
            layout.addWidget(widget)
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        layout.addStretch(1)

    def show_result(self, result: Enrolment) -> None:
        """Show how good the voice is."""
        self.problem.clear()
        likeness, ready_made = result.likeness, result.ready_made_likeness
        figure = self.tr("{percent} similar")
        self.figure.setText(figure.format(percent=_share(likeness.least)))
        lines = [
            self._in_words(likeness.least),
            self.tr(
                "0% is a stranger, 100% is you in another recording. The nearest ready-made "
                "voice has {percent}."
            ).format(percent=_share(ready_made.least)),
        ]
        if likeness.second is None:
            lines.append(
                self.tr(
                    "The search used the same measure, so trust your ears more. With the model "
                    "“{model}” a second measure listens, too."
                ).format(model=_SECOND_EAR)
            )
        else:
            lines.append(
                self.tr(
                    "Two measures compared sentences that the search had not heard: {first} and "
                    "{second}. The lower one counts. Both guided the search, so trust your ears "
                    "more."
                ).format(first=_share(likeness.first), second=_share(likeness.second))
            )
        lines += [user_text(finding.message) for finding in result.findings]
        lines.append(user_text(result.consent_notice))
        self.meaning.setText("\n\n".join(lines))

    def set_speaking(self, *, is_speaking: bool) -> None:
        """Allow one preview at a time."""
        for button in self.buttons.values():
            button.setEnabled(not is_speaking)

    def _in_words(self, similarity: float) -> str:
        if similarity >= 0.8:
            return self.tr("As near to you as another recording of yours, as far as is measured.")
        if similarity >= 0.5:
            return self.tr("Clearly like you, as far as is measured.")
        if similarity >= 0.3:
            return self.tr("Somewhat like you: the same kind of voice, not the same person.")
        return self.tr("Only a little like you. A better recording may help.")


def _share(similarity: float) -> str:
    return percent_text(max(0.0, similarity))


def _day(written: str) -> str:
    """The date of an ISO 8601 time, as the language of the interface writes it."""
    return date_text(QDate.fromString(written[:10], Qt.DateFormat.ISODate))


def _page_layout(page: QWidget, heading: str) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    title = styled_label(heading, role="title")
    title.setAlignment(Qt.AlignmentFlag.AlignLeading)
    layout.addWidget(title)
    return layout
