"""`dragoman voices`: which voices there are."""

import argparse
import json
import sys

from engine.languages import CORE_LANGUAGES
from engine.speech.voices import VoiceCatalogue


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "voices",
        help="list the voices to choose from",
        description="The first voice of each language is the one that is used if none is named.",
    )
    parser.add_argument(
        "language", nargs="?", choices=tuple(CORE_LANGUAGES), help="show those of one language"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the voices."""
    voices = VoiceCatalogue.load().voices(args.language)
    if args.json:
        rows = [
            {
                "id": voice.id,
                "name": voice.name,
                "language": voice.language,
                "accent": voice.accent,
                "sex": voice.sex.value,
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
