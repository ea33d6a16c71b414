"""The model packs: installed or available, and their size."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedWidget, QWidget

from app.messages import user_text
from app.texts import (
    attribution_text,
    language_name,
    language_title,
    number_text,
    percent_text,
    size_text,
)
from app.viewmodels.packs import DirectionEntry, Grade, Library, PackEntry, PackInstaller
from app.viewmodels.session import SessionStatus
from app.widgets.choices import Segments
from app.widgets.dialogs import (
    CardList,
    TitledDialog,
    ask_first,
    card_row,
    styled_label,
    words_column,
)
from app.widgets.install_row import InstallRow
from engine.messages import Message
from engine.packs.proofs import Measure, Proof
from engine.packs.routes import Basis, Quality
from engine.packs.store import PackState

_SIZE: Final = QSize(720, 560)


class PacksDialog(TitledDialog):
    """Lists directions, with a button for what would be better, and all packs.

    Args:
        library, installer, session: what it shows and changes.
        pairs: source and target languages that are in use; they come first.
        parent: its owner.

    Attributes:
        level: whether packs are shown, and not directions.
        better: buttons by source and target language.
        call_button: installs everything for the pairs in use.
        buttons: by id of the pack.
        tests: those of installed packs that have them prove themselves again.
    """

    def __init__(
        self,
        *,
        library: Library,
        installer: PackInstaller,
        session: SessionStatus,
        pairs: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self.set_title(self.tr("Models"))
        self._library = library
        self._installer = installer
        self._session = session
        self._total = styled_label("", role="quiet")
        self._problem = styled_label("", role="bad")
        self._problem.hide()
        self._pairs = list(pairs)
        self._cards = CardList()
        self._directions = CardList()
        self.level = Segments[bool](
            self.tr("Models"),
            [
                (False, self.tr("By direction"), self.tr("Which models serve which languages")),
                (True, self.tr("All models"), self.tr("Sizes, licences and tests")),
            ],
        )
        self.level.choose(False)
        self.level.chosen.connect(self._on_level_chosen)
        self.call_button = QPushButton()
        self.call_button.setProperty("kind", "primary")
        self.call_button.clicked.connect(self._on_call_button_clicked)
        self._pages = QStackedWidget()
        for page in (self._directions, self._cards):
            self._pages.addWidget(page)
        for widget in (
            self.level,
            self._total,
            InstallRow(installer),
            self._problem,
            self.call_button,
        ):
            self.content.addWidget(widget)
        self.content.addWidget(self._pages, 1)
        self.better: dict[tuple[str, str], QPushButton] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.tests: dict[str, QPushButton] = {}
        library.changed.connect(self._show)
        library.removal_failed.connect(self._on_removal_failed)
        session.state_changed.connect(self._show)
        self._show()
        library.refresh()

    @Slot()
    def _show(self) -> None:
        self.buttons, self.tests = {}, {}
        packs = self._library.contents.packs
        here = [pack for pack in packs if pack.state is not PackState.MISSING]
        self._total.setText(
            self.tr("Installed: {count}, which take {size} in {folder}").format(
                count=len(here),
                size=size_text(sum(pack.size_bytes for pack in here)),
                folder=self._library.folder,
            )
            if here
            else self.tr("No models are installed yet.")
        )
        self._show_directions()
        in_order = sorted(packs, key=lambda pack: pack.state is PackState.MISSING)
        self._cards.show_cards([self._card(pack) for pack in in_order])

    def _show_directions(self) -> None:
        self.better = {}
        in_order = sorted(
            self._library.contents.served,
            key=lambda entry: (entry.source, entry.target) not in self._pairs,
        )
        self._directions.show_cards([self._direction_card(entry) for entry in in_order])
        needed = self._library.needed(self._pairs) if self._pairs else None
        # The row of the only direction in use may offer the same.
        offered = {
            pack
            for entry in in_order
            if self._pairs == [(entry.source, entry.target)] and entry.better is not None
            for pack in entry.better.packs
        }
        self.call_button.setVisible(needed is not None and not set(needed.packs) <= offered)
        if needed is not None:
            pairs = self._pairs[:2]
            is_mutual = len(pairs) == 2 and pairs[1] == pairs[0][::-1]
            text = "{source} ⇄ {target}" if is_mutual else self.tr("{source} to {target}")
            names = " + ".join(
                text.format(source=language_name(source), target=language_name(target))
                for source, target in pairs[: 1 if is_mutual else 2]
            )
            self.call_button.setText(
                self.tr("Install everything for {directions}: {size}").format(
                    directions=names, size=size_text(needed.download_bytes)
                )
            )

    def _direction_card(self, entry: DirectionEntry) -> QFrame:
        card, row = card_row()
        direction = self.tr("{source} to {target}").format(
            source=language_title(entry.source), target=language_name(entry.target)
        )
        models = " + ".join(entry.models) or self.tr("Nothing is installed for this direction.")
        labels = [styled_label(direction, role="heading")]
        if entry.grade is not None:
            labels.append(styled_label(self.grade_text(entry.grade), role=""))
        labels.append(styled_label(models, role="quiet"))
        row.addLayout(words_column(labels), 1)
        better = entry.better
        if better is not None and entry.better_grade is not None:
            size = size_text(better.download_bytes)
            text = self.tr("Better: {size}") if entry.models else self.tr("Install: {size}")
            button = QPushButton(text.format(size=size))
            button.setToolTip(self.grade_text(entry.better_grade))
            button.setAccessibleName(f"{direction}. {button.text()}")
            button.clicked.connect(lambda: self._installer.install(better.packs))
            self.better[entry.source, entry.target] = button
            row.addWidget(button)
        return card

    @Slot(object)
    def _on_level_chosen(self, shows_packs: object) -> None:
        self._pages.setCurrentIndex(int(bool(shows_packs)))

    @Slot()
    def _on_call_button_clicked(self) -> None:
        self._installer.provide(self._pairs)

    def _card(self, pack: PackEntry) -> QFrame:
        card, row = card_row()
        card.setToolTip(pack.note.strip())
        size = size_text(pack.size_bytes) if pack.size_bytes else self.tr("Comes with Dragoman")
        about = f"{size} · {pack.licence} · {attribution_text(pack.attribution)}"
        labels = [styled_label(pack.title, role="heading"), styled_label(about, role="quiet")]
        if pack.proof is not None:
            labels.append(styled_label(self.proof_text(pack.proof), role="quiet"))
        row.addLayout(words_column(labels), 1)
        state, role = {
            PackState.MISSING: ("", "quiet"),
            PackState.INSTALLED: (self.tr("Installed"), "good"),
            PackState.OUTDATED: (self.tr("Outdated"), "warn"),
            PackState.DAMAGED: (self.tr("Damaged"), "bad"),
            PackState.FAILED: (self.tr("Failed its test"), "bad"),
        }[pack.state]
        label = QLabel(state)
        label.setProperty("role", role)
        row.addWidget(label)
        if pack.state in (PackState.INSTALLED, PackState.FAILED):
            test = QPushButton(self.tr("Test"))
            test.setToolTip(self.tr("Known recordings and sentences, and how fast it is here"))
            test.setAccessibleName(f"{test.text()}: {pack.title}")
            test.clicked.connect(lambda: self._installer.prove([pack.id]))
            self.tests[pack.id] = test
            row.addWidget(test)
            button = QPushButton(self.tr("Remove…"))
            button.clicked.connect(lambda: self._ask_to_remove(pack))
            # A session may be reading from it.
            button.setEnabled(not self._session.is_active)
        else:
            text = self.tr("Install") if pack.state is PackState.MISSING else self.tr("Repair")
            button = QPushButton(text)
            button.clicked.connect(lambda: self._installer.install([pack.id]))
        button.setAccessibleName(f"{button.text()}: {pack.title}")
        self.buttons[pack.id] = button
        row.addWidget(button)
        return card

    def _ask_to_remove(self, pack: PackEntry) -> None:
        ask_first(
            self,
            self.tr("Remove {model}?").format(model=pack.title),
            self.tr("This frees {size}. It can be downloaded again.").format(
                size=size_text(pack.size_bytes)
            ),
            agree=self.tr("Remove"),
            act=lambda: self._remove(pack),
        )

    def _remove(self, pack: PackEntry) -> None:
        self._problem.hide()
        self._library.remove(pack.id)

    @Slot(object)
    def _on_removal_failed(self, message: Message) -> None:
        self._problem.setText(user_text(message))
        self._problem.show()

    def grade_text(self, grade: Grade) -> str:
        """How good a route is in words and figures."""
        words = {
            Quality.GIST: self.tr("The gist"),
            Quality.EVERYDAY: self.tr("Fine for everyday sentences"),
            Quality.GOOD: self.tr("Good"),
            Quality.VERY_GOOD: self.tr("Very good"),
            Quality.UNKNOWN: self.tr("Not measured"),
        }[grade.quality]
        if grade.bleu is None:
            return words
        figure = {
            Basis.MEASURED: self.tr("{bleu} BLEU, measured"),
            Basis.PUBLISHED: self.tr("{bleu} BLEU, published"),
            Basis.EXPECTED: self.tr("{bleu} BLEU, expected"),
            Basis.NONE: "",
        }[grade.basis]
        return f"{words} · {figure.format(bleu=round(grade.bleu))}"

    def proof_text(self, proof: Proof) -> str:
        """What a pack showed here."""
        if proof.has_failed:
            return self.tr("Tested here: wrong answers ({mistakes})").format(
                mistakes=proof.mistakes
            )
        words = []
        wrong, chrf = proof.mean(Measure.WORD_ERROR_RATE), proof.mean(Measure.CHRF)
        if wrong is not None:
            share = self.tr("{percent} of words wrong")
            words.append(share.format(percent=percent_text(wrong / 100)))
        if chrf is not None:
            words.append(f"chrF {chrf:.0f}")
        if proof.real_time_factor is not None:
            share = self.tr("{seconds} s of computing for a second of sound")
            words.append(share.format(seconds=number_text(proof.real_time_factor, decimals=2)))
        if proof.memory_mb is not None:
            words.append(size_text(round(proof.memory_mb * 1024 * 1024)))
        return self.tr("Tested here: {figures}").format(
            figures=" · ".join(words) or self.tr("passed")
        )
