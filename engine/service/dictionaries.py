"""Pronunciation dictionaries, kept in a folder as one JSON file each."""

import json
import re
import secrets
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.errors import GlossaryError
from engine.glossary import MOST_TERMS, Glossary, Term
from engine.languages import LANGUAGES
from engine.output import make_private_files, make_private_folder, output_errors
from engine.service.wire import ProtocolError

MOST_DICTIONARIES: Final = 500
_UID: Final = re.compile(r"[A-Za-z0-9_-]{8,40}")
_HERE: Final = str(uuid.UUID(int=0))
"""Stands for the organisation, of which there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PronunciationRule:
    """One rule, in Gradium's words."""

    id: int
    original: str
    rewrite: str
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PronunciationDictionary:
    """A glossary, with a name, of words that are only said otherwise."""

    uid: str
    name: str
    language: str
    created_at: str
    description: str | None = None
    org_uid: str = _HERE
    rules: tuple[PronunciationRule, ...] = ()

    @property
    def glossary(self) -> Glossary:
        """Its rules at work."""
        return Glossary(
            Term.pronounced(r.original, r.rewrite, is_case_sensitive=r.case_sensitive)
            for r in self.rules
        )


class MissingDictionaryError(LookupError):
    """There is no dictionary of that id."""


class DictionaryStore:
    """The dictionaries of one folder, which is created when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if folder.is_dir():
            with suppress(OSError):  # it belongs to somebody else
                make_private_folder(folder)
                make_private_files(folder)

    def all(self) -> list[PronunciationDictionary]:
        """All of them, the oldest first; files that are damaged are passed over."""
        found = []
        for path in self._folder.glob("*.json"):
            try:
                found.append(self.get(path.stem))
            except MissingDictionaryError:
                continue
        return sorted(found, key=lambda entry: (entry.created_at, entry.uid))

    def get(self, uid: str) -> PronunciationDictionary:
        """The dictionary of an id.

        Raises:
            MissingDictionaryError: there is none, or its file is damaged.
        """
        try:
            fields = json.loads(self._path(uid).read_text(encoding="utf-8"))
            rules = tuple(PronunciationRule(**rule) for rule in fields.pop("rules"))
            return PronunciationDictionary(rules=rules, **fields)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise MissingDictionaryError(uid) from error

    def find_glossary(self, uid: str) -> Glossary:
        """The glossary of an id, for a request.

        Raises:
            ProtocolError: there is none.
        """
        try:
            return self.get(uid).glossary
        except MissingDictionaryError:
            raise ProtocolError(f"There is no pronunciation dictionary {uid[:60]!r}.") from None

    def create(self, fields: Mapping[str, object]) -> PronunciationDictionary:
        """Keep a new one.

        Raises:
            ProtocolError: a field is missing or wrong.
            OutputError: it cannot be written.
        """
        if len(self.all()) >= MOST_DICTIONARIES:
            raise ProtocolError(f"There is room for {MOST_DICTIONARIES} dictionaries; delete one.")
        missing = [name for name in ("name", "language") if fields.get(name) is None]
        if missing:
            raise ProtocolError(f"A dictionary needs {' and '.join(missing)}.")
        blank = PronunciationDictionary(
            uid=secrets.token_urlsafe(12),
            name="",
            language="",
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        return self._keep(_changed(blank, fields))

    def update(self, uid: str, fields: Mapping[str, object]) -> PronunciationDictionary:
        """Change what is given.

        Raises:
            MissingDictionaryError: there is none of that id.
            ProtocolError: a field is wrong.
            OutputError: it cannot be written.
        """
        return self._keep(_changed(self.get(uid), fields))

    def delete(self, uid: str) -> None:
        """Forget one.

        Raises:
            MissingDictionaryError: there is none of that id.
        """
        try:
            self._path(uid).unlink()
        except OSError as error:
            raise MissingDictionaryError(uid) from error

    def _keep(self, entry: PronunciationDictionary) -> PronunciationDictionary:
        path = self._path(entry.uid)
        part = path.with_suffix(".part")
        with output_errors(path):
            make_private_folder(self._folder)
            part.touch(mode=0o600)
            part.write_text(json.dumps(asdict(entry)), encoding="utf-8")
            part.replace(path)
        return entry

    def _path(self, uid: str) -> Path:
        # An id from outside must not lead out of the folder.
        if not _UID.fullmatch(uid):
            raise MissingDictionaryError(uid)
        return self._folder / f"{uid}.json"


def _changed(
    entry: PronunciationDictionary, fields: Mapping[str, object]
) -> PronunciationDictionary:
    texts: dict[str, str] = {}
    for name in ("name", "description", "language"):
        value = fields.get(name)
        if value is None:
            continue
        if not isinstance(value, str) or len(value) > 1_000:
            raise ProtocolError(f"'{name}' must be a string of at most 1000 characters.")
        texts[name] = value
    if texts.get("language", "en") not in LANGUAGES:
        raise ProtocolError(f"'language' must be one of {', '.join(LANGUAGES)}.")
    entry = replace(
        entry,
        name=texts.get("name", entry.name),
        description=texts.get("description", entry.description),
        language=texts.get("language", entry.language),
    )
    rules = fields.get("rules")
    if rules is not None:
        entry = replace(entry, rules=_rules(rules))
    try:
        entry.glossary  # noqa: B018 - checks the rules
    except GlossaryError as error:
        raise ProtocolError(str(error)) from error
    return entry


def _rules(value: object) -> tuple[PronunciationRule, ...]:
    if not isinstance(value, list) or len(value) > MOST_TERMS:
        raise ProtocolError(f"'rules' must be a list of at most {MOST_TERMS}.")
    return tuple(_rule(number, fields) for number, fields in enumerate(value, start=1))


def _rule(number: int, fields: object) -> PronunciationRule:
    if isinstance(fields, Mapping):
        original, rewrite = fields.get("original"), fields.get("rewrite")
        case_sensitive = fields.get("case_sensitive", False)
        if (
            isinstance(original, str)
            and isinstance(rewrite, str)
            and isinstance(case_sensitive, bool)
        ):
            return PronunciationRule(
                id=number, original=original, rewrite=rewrite, case_sensitive=case_sensitive
            )
    raise ProtocolError("A rule needs the strings 'original' and 'rewrite'.")
