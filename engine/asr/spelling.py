"""Writes terms as the glossary does, where a speech model came close.

A spelling that the glossary lists as a variant is certain, and so is one that differs in capitals
alone. Another word is taken for a name where both have a capital and are long, and few letters
differ: "Carpaneo" for "Carpanedo". Of what is committed in one step nothing is held back.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from engine.asr.streaming import SpeechDecoder
from engine.asr.vad import SpeechFrame
from engine.effort import Effort
from engine.glossary import Found, Glossary, TermFinder, composed, inflected, rewritten
from engine.text_scores import count_edits
from engine.timed_text import TextUpdate, TimedText

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 8
"""Of shorter names too many others are close by."""

_LETTERS_PER_SLIP: Final = 6
"""One letter may differ in a name of eight, two in one of twelve."""


class SpelledSpeech:
    """A speech stage whose text has the glossary's spellings.

    Args:
        speech: the stage.
        glossary: the terms.
        language: of the text.
    """

    def __init__(self, speech: SpeechDecoder, glossary: Glossary, *, language: str) -> None:
        self._speech = speech
        self._language = language
        written = glossary.written_in(language)
        self._finder = TermFinder((term for term, _ in written), language=language)
        self._names = tuple(
            dict.fromkeys(
                word
                for _, form in written
                for word in _WORD.findall(composed(form.written))
                if len(word) >= _SHORTEST and word[0].isupper()
            )
        )
        self._meant = lru_cache(1_000)(self._name_of)

    def push(
        self, frame: SpeechFrame, *, backlog_ms: float = 0, effort: Effort = Effort.FULL
    ) -> TextUpdate | None:
        """Hear one frame; None where there is nothing new."""
        update = self._speech.push(frame, backlog_ms=backlog_ms, effort=effort)
        if update is None:
            return None
        return replace(
            update,
            committed=self._spelled_words(update.committed),
            tentative=replace(update.tentative, text=self.spelled(update.tentative.text)),
        )

    def spelled(self, text: str) -> str:
        """A text with the glossary's spellings."""
        text = rewritten(text, self._finder, _as_written)
        return _WORD.sub(lambda match: self._meant(match[0]), text)

    def _spelled_words(self, words: Sequence[TimedText]) -> tuple[TimedText, ...]:
        """Spell committed words; a variant of several becomes one stretch."""
        whole = composed("".join(word.text for word in words))
        hits = [
            (hit.start, hit.end)
            for hit in self._finder.find(whole)
            if _as_written(hit, whole) != whole[hit.start : hit.end]
        ]
        found: list[TimedText] = []
        position = 0
        for word in words:
            begins_inside = any(start < position < end for start, end in hits)
            position += len(composed(word.text))
            if begins_inside and found:
                before = found.pop()
                found.append(replace(before, text=before.text + word.text, end=word.end))
            else:
                found.append(word)
        return tuple(replace(word, text=self.spelled(word.text)) for word in found)

    def _name_of(self, word: str) -> str:
        """The name that a word stands for, or the word."""
        if len(word) < _SHORTEST - 1 or not word[0].isupper():
            return word
        near: list[tuple[int, str]] = []
        for name in self._names:
            if word.casefold() in inflected(name.casefold(), self._language):
                return word
            most = (len(name) - 2) // _LETTERS_PER_SLIP
            if name[0] == word[0] and abs(len(name) - len(word)) <= most:
                slips = count_edits(word.casefold(), name.casefold())
                if slips <= most:
                    near.append((slips, name))
        return min(near)[1] if near else word


def _as_written(found: Found, text: str) -> str:
    """What is to stand where a term was found."""
    heard = " ".join(text[found.start : found.end].split())
    form = found.form
    has_capitals = not form.written.islower()
    if heard.casefold() in map(str.casefold, form.variants) or (
        has_capitals and heard.casefold() == form.written.casefold()
    ):
        is_capitalised = heard[:1].isupper() and form.written.islower()
        return form.written[:1].upper() + form.written[1:] if is_capitalised else form.written
    return text[found.start : found.end]
