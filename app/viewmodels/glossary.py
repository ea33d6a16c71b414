"""The glossary of the profile in use, which windows show and change."""

import logging
import uuid
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.settings import Profile
from app.viewmodels.preferences import Preferences
from engine.errors import EngineError, GlossaryError
from engine.glossary import NO_GLOSSARY, Glossary, Term
from engine.glossary_files import load_glossary, save_glossary
from engine.output import output_errors

_log = logging.getLogger(__name__)


class Glossaries(QObject):
    """One glossary a profile, each in a file of the user's alone; lives in the window's thread.

    Signals:
        changed: the terms, or which profile is in use.
        failed: a Message; what was asked for was not done.

    Args:
        folder: of the files.
        preferences: say which profile is in use, and keep the name of its file.
        parent: its owner.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, folder: Path, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._preferences = preferences
        self._name = preferences.profile.glossary
        self._files = self._named()
        self._terms: tuple[Term, ...] | None = None
        preferences.changed.connect(self._on_preferences_changed)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Those of the profile in use; none where its file is damaged."""
        if self._terms is None:
            try:
                self._terms = self._load().terms
            except GlossaryError as error:
                self.failed.emit(error.message)
                return ()
        return self._terms

    def put(self, term: Term, instead_of: Term | None = None) -> None:
        """Add a term, at the top, or put it in the place of another."""
        if instead_of in self.terms:
            self._store([term if one == instead_of else one for one in self.terms])
        else:
            self._store([term, *self.terms])

    def move_to_top(self, terms: Collection[Term]) -> None:
        """Put terms first, in the order that they have; where room is short, these count."""
        first = [term for term in self.terms if term in terms]
        self._store([*first, *(term for term in self.terms if term not in terms)])

    def remove(self, terms: Collection[Term]) -> None:
        """Remove terms."""
        self._store([term for term in self.terms if term not in terms])

    def import_from(self, path: Path) -> None:
        """Add the terms of a file behind those that there are; the same ones are not added."""
        try:
            added = load_glossary(path).terms
        except EngineError as error:
            self.failed.emit(error.message)
            return
        known = self.terms
        self._store([*known, *(term for term in added if term not in known)])

    def export_to(self, path: Path) -> None:
        """Write the terms into a file of the format that its name says."""
        try:
            save_glossary(Glossary(self.terms), path)
        except EngineError as error:
            self.failed.emit(error.message)

    def _store(self, terms: Collection[Term]) -> None:
        profile = self._preferences.profile
        name = profile.glossary
        others = {p.glossary for p in self._preferences.settings.profiles if p != profile}
        if not name or name in others:
            # A profile that was made from another goes its own way from here on.
            name = uuid.uuid4().hex
        try:
            # What cannot be read is not overwritten.
            self._load()
            glossary = Glossary(terms)
            path = self._path(name)
            if terms:
                save_glossary(glossary, path, is_private=True)
            else:
                with output_errors(path):
                    path.unlink(missing_ok=True)
        except EngineError as error:
            self.failed.emit(error.message)
            return
        self._name, self._terms = name, glossary.terms
        self._files |= {name}
        self._preferences.change_profile(replace(profile, glossary=name))
        self.changed.emit()

    @Slot()
    def _on_preferences_changed(self) -> None:
        for name in self._files - self._named():
            # Its profile was deleted.
            with suppress(OSError):
                self._path(name).unlink(missing_ok=True)
        self._files = self._named()
        if self._preferences.profile.glossary != self._name:
            self._name = self._preferences.profile.glossary
            self._terms = None
            self.changed.emit()

    def _load(self) -> Glossary:
        return profile_glossary(self._folder, self._preferences.profile)

    def _named(self) -> frozenset[str]:
        profiles = self._preferences.settings.profiles
        return frozenset(p.glossary for p in profiles if p.glossary)

    def _path(self, name: str) -> Path:
        return _path(self._folder, name)


def profile_glossary(folder: Path, profile: Profile) -> Glossary:
    """Read the glossary of a profile; from any thread.

    Raises:
        GlossaryError: its file is damaged.
    """
    path = _path(folder, profile.glossary)
    return load_glossary(path) if profile.glossary and path.exists() else NO_GLOSSARY


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.toml"
