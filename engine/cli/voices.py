"""`dragoman voices`: which voices there are."""

import argparse
import json
import sys

from engine.cli.store import open_store
from engine.interpreter import load_voices
from engine.languages import CORE_LANGUAGES


def run(args: argparse.Namespace) -> int:
    """Print the voices."""
    catalogue = load_voices(open_store())
    voices = catalogue.voices(args.language)
    if args.json:
        rows = [
            {
                "id": voice.id,
                "name": voice.name,
                "language": voice.language,
                "accent": voice.accent,
                "sex": voice.sex.value,
                "is_clone": voice.is_clone,
            }
            for voice in voices
        ]
        json.dump({"voices": rows}, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return 0
    for code, language in CORE_LANGUAGES.items():
        of_language = [voice for voice in voices if voice.language == code]
        if of_language:
            sys.stdout.write(f"{language}\n")
        for voice in of_language:
            about = f"{voice.sex.value}, {voice.accent}"
            sys.stdout.write(f"  {voice.name:<12} {about:<28} {voice.id}\n")
    return 0
