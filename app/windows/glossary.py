"""The glossary's window: a table of terms with search, and a dialog for one term."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.messages import user_text
from app.texts import language_title
from app.viewmodels.glossary import Glossaries
from app.widgets.dialogs import SearchField, TitledDialog, fitting, restyle, styled_label
from engine.errors import GlossaryError
from engine.glossary import ANY, Form, Term
from engine.glossary_files import GLOSSARY_EXTENSIONS
from engine.languages import LANGUAGES
from engine.messages import Message

_SIZE: Final = QSize(860, 560)
_TERM_SIZE: Final = QSize(720, 420)
_COLUMN_PX: Final = 150
_TRANSLATIONS: Final = 1
_TERM: Final = Qt.ItemDataRole.UserRole
_EXAMPLE: Final = ("Xavier", "Zavier; Savier", "Zavier")
_SIGN: Final = ";"
"""Between the other spellings of a form, where they are typed."""


class GlossaryDialog(TitledDialog):
    """Shows and changes the glossary of the profile in use.

    Args:
        glossaries: has the terms.
        parent: its owner.

    Attributes:
        search: filters the table.
        table: a row a term.
        problem: what was not done.
    """

    def __init__(self, glossaries: Glossaries, *, parent: QWidget | None = None) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self.set_title(self.tr("Glossary"))
        self._glossaries = glossaries
        self.content.addWidget(
            styled_label(
                self.tr(
                    "Names and terms to recognise, translate and pronounce the way you say, in "
                    "this profile. The most important come first."
                ),
                role="quiet",
            )
        )
        self.problem = styled_label("", role="quiet")
        self.problem.hide()
        self.content.addWidget(self.problem)
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Find a term"))
        self.search.setAccessibleName(self.tr("Find a term"))
        self.search.textChanged.connect(self._filter)
        self.content.addWidget(self.search)
        self.table = self._make_table()
        self.content.addWidget(self.table, 1)
        self.add_button = self._button(self.tr("&Add…"), self._on_add_clicked)
        self.edit_button = self._button(self.tr("&Edit…"), self._on_edit_clicked)
        self.remove_button = self._button(self.tr("&Remove"), self._on_remove_clicked)
        self.remove_button.setProperty("kind", "danger")
        self.top_button = self._button(self.tr("Move to the &top"), self._on_top_clicked)
        self.import_button = self._button(self.tr("&Import…"), self._on_import_clicked)
        self.export_button = self._button(self.tr("E&xport…"), self._on_export_clicked)
        glossaries.changed.connect(self._show)
        glossaries.failed.connect(self._on_failed)
        self._show()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setHorizontalHeaderLabels(
            [
                self.tr("Term"),
                self.tr("In other languages"),
                self.tr("Also heard as"),
                self.tr("Pronounced as"),
            ]
        )
        table.setAccessibleName(self.tr("Terms"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        for column in range(table.columnCount()):
            header.resizeSection(column, max(_COLUMN_PX, header.sectionSizeHint(column)))
        # There are four of them in a cell.
        header.setSectionResizeMode(_TRANSLATIONS, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        table.itemSelectionChanged.connect(self._show_buttons)
        table.itemActivated.connect(self._on_edit_clicked)
        return table

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        self.bottom.addWidget(button)
        return button

    @property
    def chosen(self) -> list[Term]:
        """The terms of the selected rows."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        items = (self.table.item(row, 0) for row in rows)
        return [item.data(_TERM) for item in items if item is not None]

    @Slot()
    def _show(self) -> None:
        self.problem.hide()
        chosen = self.chosen
        terms = self._glossaries.terms
        self.table.clearSelection()
        self.table.setRowCount(len(terms))
        for row, term in enumerate(terms):
            for column, text in enumerate(_cells(term)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == 0:
                    item.setData(_TERM, term)
                self.table.setItem(row, column, item)
            if term in chosen:
                self.table.selectRow(row)
        self._filter()
        self._show_buttons()

    @Slot()
    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        for row, term in enumerate(self._glossaries.terms):
            texts = " ".join(_cells(term)).casefold()
            self.table.setRowHidden(row, not all(word in texts for word in words))

    @Slot()
    def _show_buttons(self) -> None:
        n_chosen = len(self.chosen)
        self.edit_button.setEnabled(n_chosen == 1)
        self.remove_button.setEnabled(n_chosen > 0)
        first = list(self._glossaries.terms[:n_chosen])
        self.top_button.setEnabled(self.chosen != first)
        self.export_button.setEnabled(bool(self._glossaries.terms))

    @Slot()
    def _on_add_clicked(self) -> None:
        self._open_term(None)

    @Slot()
    def _on_edit_clicked(self) -> None:
        if len(self.chosen) == 1:
            self._open_term(self.chosen[0])

    def _open_term(self, term: Term | None) -> None:
        TermDialog(self._glossaries, term, parent=self).open()

    @Slot()
    def _on_remove_clicked(self) -> None:
        self._glossaries.remove(self.chosen)

    @Slot()
    def _on_top_clicked(self) -> None:
        self._glossaries.move_to_top(self.chosen)

    @Slot()
    def _on_import_clicked(self) -> None:
        dialog = self._file_dialog(self.tr("Import terms"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._glossaries.import_from(Path(path)))
        dialog.open()

    @Slot()
    def _on_export_clicked(self) -> None:
        dialog = self._file_dialog(self.tr("Export terms"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self._glossaries.export_to(Path(path)))
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        every = " ".join(f"*{ending}" for ending in GLOSSARY_EXTENSIONS)
        dialog.setNameFilters(
            [
                self.tr("Glossaries ({endings})").format(endings=every),
                *(f"{ending[1:].upper()} (*{ending})" for ending in GLOSSARY_EXTENSIONS),
            ]
        )
        return dialog

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        restyle(self.problem, user_text(message), role="bad")
        self.problem.show()


@dataclass(frozen=True, slots=True)
class _Row:
    """The fields of one language."""

    written: QLineEdit
    variants: QLineEdit
    said: QLineEdit


class TermDialog(QDialog):
    """Adds a term, or changes one.

    Args:
        glossaries: takes the term.
        term: to change, or as far as it is known; None for a new one.
        is_new: whether the term is to be added all the same.
        parent: its owner.

    Attributes:
        rows: the fields, by language.
        problem: why it cannot be stored.
    """

    def __init__(
        self,
        glossaries: Glossaries,
        term: Term | None,
        *,
        is_new: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._glossaries = glossaries
        self._before = None if is_new else term
        self.setWindowTitle(
            self.tr("Add a term") if self._before is None else self.tr("Edit the term")
        )
        self.resize(fitting(_TERM_SIZE, self))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(12)
        self._column.addWidget(styled_label(self.windowTitle(), role="title"))
        self._column.addWidget(
            styled_label(
                self.tr(
                    "A name that all languages write the same needs only the first line. Separate "
                    "several spellings with semicolons."
                ),
                role="quiet",
            )
        )
        self.rows = self._make_rows()
        self.match_case = QCheckBox(self.tr("&Match case"))
        self.only_said = QCheckBox(self.tr("Pr&onunciation only"))
        self.problem = styled_label("", role="bad")
        self.problem.hide()
        for widget in (self.match_case, self.only_said, self.problem):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        save = self.buttons.button(standard.Save)
        save.setText(self.tr("Save"))
        save.setProperty("kind", "primary")
        self.buttons.button(standard.Cancel).setText(self.tr("Cancel"))
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self._column.addWidget(self.buttons)
        if term is not None:
            self._fill(term)

    def _make_rows(self) -> dict[str, _Row]:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        heads = (self.tr("Written"), self.tr("Also heard as"), self.tr("Pronounced as"))
        for column, head in enumerate(heads, start=1):
            grid.addWidget(QLabel(head), 0, column)
            grid.setColumnStretch(column, 1)
        rows: dict[str, _Row] = {}
        for number, language in enumerate((ANY, *LANGUAGES), start=1):
            name = language_title(language) if language else self.tr("All languages")
            grid.addWidget(QLabel(name), number, 0)
            fields = (QLineEdit(), QLineEdit(), QLineEdit())
            for column, (field, head) in enumerate(zip(fields, heads, strict=True), start=1):
                field.setAccessibleName(f"{name}: {head}")
                grid.addWidget(field, number, column)
            if language == ANY:
                for field, example in zip(fields, _EXAMPLE, strict=True):
                    field.setPlaceholderText(self.tr("e.g. {example}").format(example=example))
            rows[language] = _Row(*fields)
        self._column.addLayout(grid)
        return rows

    def _fill(self, term: Term) -> None:
        for language, form in term.forms.items():
            row = self.rows[language]
            row.written.setText(form.written)
            row.variants.setText(f"{_SIGN} ".join(form.variants))
            row.said.setText(form.said or "")
        self.match_case.setChecked(term.is_case_sensitive)
        self.only_said.setChecked(term.is_only_said)

    @Slot()
    def _on_accepted(self) -> None:
        try:
            term = Term(
                forms={
                    language: Form(
                        written=row.written.text().strip(),
                        variants=tuple(
                            filter(None, map(str.strip, row.variants.text().split(_SIGN)))
                        ),
                        said=row.said.text().strip() or None,
                    )
                    for language, row in self.rows.items()
                    if any(field.text().strip() for field in (row.written, row.variants, row.said))
                },
                is_case_sensitive=self.match_case.isChecked(),
                is_only_said=self.only_said.isChecked(),
            )
        except GlossaryError as error:
            self.problem.setText(user_text(error.message))
            self.problem.show()
            return
        self._glossaries.put(term, self._before)
        self.accept()


def _cells(term: Term) -> tuple[str, str, str, str]:
    """What the table shows of a term."""
    (first, form), *others = sorted(
        term.forms.items(), key=lambda pair: (pair[0] != ANY, pair[1].written != term.title)
    )
    forms = [(first, form), *others]
    return (
        form.written,
        " \N{MIDDLE DOT} ".join(
            QCoreApplication.translate("GlossaryDialog", "{language}: {term}").format(
                language=language_title(language), term=other.written
            )
            for language, other in others
        ),
        f"{_SIGN} ".join(variant for _, one in forms for variant in one.variants),
        f"{_SIGN} ".join(one.said for _, one in forms if one.said is not None),
    )
