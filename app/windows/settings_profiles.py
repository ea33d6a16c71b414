"""Profiles: create, rename, delete."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.settings import Profile, Settings
from app.texts import profile_name, profile_title
from app.viewmodels.preferences import Preferences
from app.widgets.dialogs import ask_first, open_question, styled_label

_NAME: Final = Qt.ItemDataRole.UserRole


class ProfilesPage(QWidget):
    """The list of profiles.

    Attributes:
        asking: the question for a name that was asked last.
    """

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.asking: QInputDialog | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 8)
        layout.addWidget(
            styled_label(
                self.tr(
                    "A profile keeps the languages, devices, voices and volumes for one kind "
                    "of use."
                ),
                role="quiet",
            )
        )
        self.profiles = QListWidget()
        self.profiles.setAccessibleName(self.tr("Profiles"))
        # To show the line in use, rows are measured at once: in the theme's sizes.
        self.profiles.ensurePolished()
        layout.addWidget(self.profiles, 1)
        row = QHBoxLayout()
        self.copy_profile = QPushButton(self.tr("D&uplicate…"))
        self.copy_profile.clicked.connect(self._on_copy_profile_clicked)
        self.rename_profile = QPushButton(self.tr("Re&name…"))
        self.rename_profile.clicked.connect(self._on_rename_profile_clicked)
        self.delete_profile = QPushButton(self.tr("&Delete…"))
        self.delete_profile.setProperty("kind", "danger")
        self.delete_profile.clicked.connect(self._on_delete_profile_clicked)
        for button in (self.copy_profile, self.rename_profile, self.delete_profile):
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        preferences.changed.connect(self._show)
        self._show(preferences.settings)

    @Slot(object)
    def _show(self, settings: Settings) -> None:
        names = [profile.name for profile in settings.profiles]
        shown = [self.profiles.item(n).data(_NAME) for n in range(self.profiles.count())]
        if names != shown:
            self.profiles.clear()
            for name in names:
                item = QListWidgetItem()
                item.setData(_NAME, name)
                self.profiles.addItem(item)
            self.profiles.setCurrentRow(names.index(settings.current.name))
        for row, profile in enumerate(settings.profiles):
            self.profiles.item(row).setText(profile_title(profile))
        self.delete_profile.setEnabled(len(names) > 1)

    @property
    def _chosen(self) -> Profile:
        profiles = self._preferences.settings.profiles
        return profiles[min(max(self.profiles.currentRow(), 0), len(profiles) - 1)]

    @Slot()
    def _on_copy_profile_clicked(self) -> None:
        chosen = self._chosen
        self._ask_name(
            self.tr("New profile"),
            "",
            lambda name: self._set_profiles(
                [*self._preferences.settings.profiles, replace(chosen, name=name)], name
            ),
        )

    @Slot()
    def _on_rename_profile_clicked(self) -> None:
        old = self._chosen.name

        def rename(name: str) -> None:
            settings = self._preferences.settings
            current = settings.current.name
            profiles = [replace(p, name=name) if p.name == old else p for p in settings.profiles]
            self._set_profiles(profiles, name if current == old else current)

        self._ask_name(self.tr("Rename the profile"), profile_name(old), rename, own=old)

    @Slot()
    def _on_delete_profile_clicked(self) -> None:
        name = self._chosen.name
        ask_first(
            self,
            self.tr("Delete the profile “{profile}”?").format(profile=profile_name(name)),
            self.tr("Its settings are deleted for good."),
            agree=self.tr("Delete"),
            act=lambda: self._delete(name),
        )

    def _delete(self, name: str) -> None:
        settings = self._preferences.settings
        profiles = [profile for profile in settings.profiles if profile.name != name]
        if profiles:
            self._set_profiles(profiles, settings.current.name)

    def _set_profiles(self, profiles: Sequence[Profile], name: str) -> None:
        settings = self._preferences.settings
        self._preferences.change(replace(settings, profiles=tuple(profiles), profile=name))

    def _ask_name(
        self,
        title: str,
        text: str,
        accept: Callable[[str], None],
        *,
        own: str | None = None,
        problem: str = "",
    ) -> None:
        """Ask for a name until it is valid.

        Args:
            title: of the question.
            text: to begin with.
            accept: gets the name.
            own: the name that the profile has; to leave it is no change.
            problem: what was wrong with the name that was given before.
        """
        dialog = QInputDialog(self)
        dialog.setWindowTitle(title)
        dialog.setLabelText("\n".join(filter(None, (problem, self.tr("Name of the profile")))))
        dialog.setTextValue(text)

        def on_chosen(name: str) -> None:
            name = name.strip()
            if own is not None and name in (own, profile_name(own)):
                return
            if problem := self._problem_of(name):
                self._ask_name(title, name, accept, own=own, problem=problem)
            else:
                accept(name)

        dialog.textValueSelected.connect(on_chosen)
        self.asking = dialog
        open_question(dialog)

    def _problem_of(self, name: str) -> str:
        """Why a profile cannot have this name; empty where it can."""
        names = {profile.name for profile in self._preferences.settings.profiles}
        if not name:
            return self.tr("A profile needs a name.")
        if name in names | {profile_name(taken) for taken in names}:
            return self.tr("A profile with this name already exists.")
        return ""
