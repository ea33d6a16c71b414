"""A program that turns text into phonemes with eSpeak NG; text lines in, phoneme lines out.

eSpeak NG is GPL-3.0-or-later, so this file is too, and runs as a process of its own. It imports
nothing of Dragoman and may be replaced by any program that keeps to this protocol, in UTF-8:

- on start the program writes one line: `phonemes 1` and then whatever names it, or, where it
  cannot work, `error<tab>REASON`;
- for each input line `LANGUAGE<tab>TEXT` it writes one line, either `ok<tab>PHONEMES` or
  `error<tab>REASON`. LANGUAGE is a tag such as `fr-fr` or `en-us`; PHONEMES is IPA with stress
  marks before the stressed vowel or syllable, `^` between the letters of one affricate or
  diphthong, and spaces between words;
- it ends when its input ends.
"""

import ctypes
import importlib
import os
import signal
import sys
from pathlib import Path

# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 The Dragoman authors
#
# This program is free software: you can redistribute it and/or modify it under the terms of the
# GNU General Public License as published by the Free Software Foundation, either version 3 of the
# License, or (at your option) any later version. It is distributed in the hope that it will be
# useful, but WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY or FITNESS
# FOR A PARTICULAR PURPOSE. See the GNU General Public License for more details:
# <https://www.gnu.org/licenses/>.


# espeak_AUDIO_OUTPUT, espeak_Initialize options, espeakCHARS_* and espeakPHONEMES_*, from
# https://github.com/espeak-ng/espeak-ng/blob/1.52.0/src/include/espeak-ng/speak_lib.h
_AUDIO_OUTPUT_SYNCHRONOUS = 2
_INITIALIZE_DONT_EXIT = 0x8000
_CHARS_UTF8 = 1
_PHONEMES_IPA = 0x02
_PHONEMES_TIE = 0x80
_TIE = ord("^") << 8


class _Voice(ctypes.Structure):
    # espeak_VOICE of speak_lib.h
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


class Espeak:
    """The library of the espeakng-loader package; it has one voice at a time for the process."""

    def __init__(self) -> None:
        loader = importlib.import_module("espeakng_loader")
        library_path = Path(loader.get_library_path()).resolve()
        data_path = Path(loader.get_data_path()).resolve()
        self._library = ctypes.CDLL(str(library_path))
        self._library.espeak_Info.restype = ctypes.c_char_p
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        # The library copies the data path into a buffer of 160 bytes and reads it in the locale's
        # encoding, so it is given a short relative path.
        os.chdir(data_path.parent)
        rate_hz = self._library.espeak_Initialize(
            _AUDIO_OUTPUT_SYNCHRONOUS, 0, os.fsencode(data_path.name), _INITIALIZE_DONT_EXIT
        )
        if rate_hz <= 0:
            raise RuntimeError(f"eSpeak NG did not accept its data in {data_path}")
        self.version: str = self._library.espeak_Info(None).decode("ascii", "replace")
        self._tag = ""

    def phonemes(self, tag: str, text: str) -> str:
        """Return the phonemes of a text; clauses are joined with a space."""
        if tag != self._tag:
            voice = _Voice(languages=tag.encode())
            if self._library.espeak_SetVoiceByProperties(ctypes.byref(voice)) != 0:
                raise ValueError(f"eSpeak NG has no voice for {tag}")
            self._tag = tag
        # The library reads up to a zero and moves the pointer to what follows the clause it read.
        buffer = ctypes.create_string_buffer(text.encode())
        rest = ctypes.c_void_p(ctypes.addressof(buffer))
        clauses = []
        while rest.value:
            clause = self._library.espeak_TextToPhonemes(
                ctypes.byref(rest), _CHARS_UTF8, _PHONEMES_IPA | _PHONEMES_TIE | _TIE
            )
            clauses.append(clause.decode("utf-8", "replace").strip())
        return " ".join(clause for clause in clauses if clause)


def _answer(espeak: Espeak, line: str) -> str:
    tag, separator, text = line.partition("\t")
    if not separator:
        return "error\tthe line has no tab"
    try:
        phonemes = espeak.phonemes(tag, text.replace("\0", " "))
    except ValueError as error:
        return f"error\t{error}"
    return "ok\t" + " ".join(phonemes.split())


def main() -> int:
    """Serve standard input until it ends."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    # An interrupt at the terminal reaches every process of its group; the asker goes on asking.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        espeak = Espeak()
    except (ImportError, OSError, RuntimeError) as error:
        sys.stdout.write(f"error\t{' '.join(str(error).split())}\n")
        return 1
    sys.stdout.write(f"phonemes 1 eSpeak NG {espeak.version}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(_answer(espeak, line.rstrip("\n")) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
