"""`dragoman voices`: which voices there are, and how they sound."""

import argparse
import json
import sys

from engine.audio.writing import check_audio_ending, create_audio
from engine.cli.interpreters import build_interpreter
from engine.cli.running import say
from engine.cli.store import open_store
from engine.devices.device_streams import play_on
from engine.devices.listing import DeviceKind, find_device
from engine.errors import VoiceError
from engine.interpreter import favourites_path, load_voices
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.tts.model import Voice
from engine.tts.voice_stage import Delivery
from engine.tts.voices import Favourites, SortKey, VoiceCatalogue

_NAME_WIDTH = 12
_ABOUT_WIDTH = 26


def run(args: argparse.Namespace) -> int:
    """List voices, have one say something, or mark it as a favourite.

    Raises:
        EngineError: there is no such voice, it cannot speak, or something cannot be written.
    """
    store = open_store()
    catalogue = load_voices(store)
    favourites = Favourites(favourites_path(store))
    if args.action == "list":
        _list(args, catalogue, favourites)
        return 0
    voice = _find(args, catalogue)
    if args.action == "favourite":
        favourites.mark(voice.id, is_favourite=not args.remove)
        say(f"{voice.name} is {'no favourite any more' if args.remove else 'a favourite'}")
        return 0
    _preview(args, voice)
    return 0


def _find(args: argparse.Namespace, catalogue: VoiceCatalogue) -> Voice:
    if args.language is None:
        return catalogue.find_any(args.voice)
    return catalogue.find(args.voice, language=args.language)


def _list(args: argparse.Namespace, catalogue: VoiceCatalogue, favourites: Favourites) -> None:
    voices = catalogue.voices(args.language)
    if args.sort is not None:
        voices = catalogue.sorted_voices(args.language, by=SortKey(args.sort))
    if args.favourites:
        voices = tuple(voice for voice in voices if voice.id in favourites.ids)
    if args.json:
        rows = [_record(voice, is_favourite=voice.id in favourites.ids) for voice in voices]
        json.dump({"voices": rows}, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    if args.favourites and not voices:
        say("no voice here is a favourite; mark one with: dragoman voices favourite NAME")
    for code, language in LANGUAGES.items():
        of_language = [voice for voice in voices if voice.language == code]
        if of_language:
            sys.stdout.write(f"{language.name}\n")
        for voice in of_language:
            sys.stdout.write(_line(voice, is_favourite=voice.id in favourites.ids))


def _record(voice: Voice, *, is_favourite: bool) -> dict[str, object]:
    measured = voice.measured
    return {
        "id": voice.id,
        "name": voice.name,
        "language": voice.language,
        "accent": voice.accent,
        "sex": voice.sex.value,
        "is_clone": voice.is_clone,
        "is_favourite": is_favourite,
        "model": voice.sound.family,
        "pitch_hz": None if measured is None else measured.pitch_hz,
        "characters_per_s": None if measured is None else measured.characters_per_s,
    }


def _line(voice: Voice, *, is_favourite: bool) -> str:
    mark = "*" if is_favourite else " "
    about = f"{voice.sex.value}, {voice.accent}"
    measured = " " * 19
    if voice.measured is not None:
        pitch, pace = voice.measured.pitch_hz, voice.measured.characters_per_s
        measured = f"{pitch:4.0f} Hz {pace:5.1f} char/s"
    return f"{mark} {voice.name:<{_NAME_WIDTH}} {about:<{_ABOUT_WIDTH}} {measured}  {voice.id}\n"


def _preview(args: argparse.Namespace, voice: Voice) -> None:
    delivery = Delivery(speed=args.speed, pitch_semitones=args.pitch)
    if args.out is not None:
        check_audio_ending(args.out)
    if args.text is not None and not any(sign.isalnum() for sign in args.text):
        raise VoiceError(Code.SPEECH_TEXT_EMPTY, text=args.text)
    with build_interpreter(args) as interpreter:
        pieces = interpreter.preview(voice, text=args.text, delivery=delivery)
        if args.out is not None:
            with create_audio(args.out, is_synthetic=True) as writer:
                for piece in pieces:
                    writer.write(piece)
            say(f"wrote {args.out}")
            return
        play_on(find_device("default", DeviceKind.OUTPUT), pieces)
