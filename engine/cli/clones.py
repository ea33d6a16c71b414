"""`dragoman voices enrol|remove|export|import`: voices of one's own."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Final

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.cli.interpreters import build_interpreter
from engine.cli.messages import full_text
from engine.cli.store import open_store
from engine.devices.device_streams import DeviceInput
from engine.devices.listing import DeviceKind, find_device, list_devices
from engine.interpreter import remove_added_voice, user_voices_folder
from engine.languages import CLONING_LANGUAGES, cloning_texts
from engine.packs.store import PackStore
from engine.speakers.model import in_words
from engine.tts.cloning.checks import (
    LONGEST_SAMPLE_S,
    READ_SAMPLE_S,
    WANTED_SPEECH_S,
    check_sound,
    measure_sound,
)
from engine.tts.cloning.consent import agrees, record_consent, statement_for
from engine.tts.cloning.enrolment import (
    Enrolment,
    EnrolmentConfig,
    EnrolmentProgress,
    Likeness,
    Request,
    store,
)
from engine.tts.cloning.recording import Recorder
from engine.tts.cloning.search import SearchConfig
from engine.tts.cloning.voice_file import export_voice, find_user_voice, import_voice
from engine.tts.model import Consent
from engine.tts.user_voices import user_voice_folders

_LOOK_S: Final = 0.5


def run(args: argparse.Namespace) -> int:
    """Do what `args.action` says.

    Raises:
        EngineError: it cannot be done; the message says what to do.
    """
    packs = open_store()
    folder = user_voices_folder(packs)
    match args.action:
        case "enrol":
            return _enrol(args, folder)
        case "remove":
            _say(f"Removed {_remove(args.voice, packs)} and everything that belonged to it.")
        case "export":
            voice = find_user_voice(args.voice, folder)
            export_voice(voice, args.file)
            _say(f"Wrote {voice.name} to {args.file}. Its consent is in the file.")
        case _:
            voice = import_voice(args.file, folder)
            person = voice.consent.person if voice.consent else ""
            _say(f"Added {voice.name}, a clone of the voice of {person}.")
    return 0


def _remove(name_or_id: str, packs: PackStore) -> str:
    """Remove a voice, also one that is too damaged to be read; return what it was called."""
    folder = user_voices_folder(packs)
    wanted = name_or_id.strip().casefold()
    if wanted in [path.name for path in user_voice_folders(folder)]:
        remove_added_voice(wanted, packs)
        return wanted
    voice = find_user_voice(name_or_id, folder)
    remove_added_voice(voice.id, packs)
    return voice.name


def _enrol(args: argparse.Namespace, folder: Path) -> int:
    consent = _ask_consent(args)
    with build_interpreter(args) as interpreter:
        # Missing packs are told before anybody reads aloud.
        enroller = interpreter.enroller()
        samples = (
            read_audio(args.recording, longest_s=READ_SAMPLE_S) if args.recording else _record(args)
        )
        result = enroller.enrol(
            Request(
                name=args.name,
                samples=samples,
                consent=consent,
                languages=tuple(dict.fromkeys(args.speaks or CLONING_LANGUAGES)),
                keeps_recording=args.keep_recording,
                needs_sentence=True,
            ),
            EnrolmentConfig(search=SearchConfig(n_trials=args.trials)),
            progress=_show,
        )
    _end_line()
    store(result, folder)
    if args.json:
        json.dump(_as_record(result), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        _tell(result)
    return 0


def _ask_consent(args: argparse.Namespace) -> Consent:
    """Show what the person agrees to, and take the answer.

    Raises:
        ConsentError: the person does not agree, or nobody is there to ask.
    """
    statement = statement_for(args.person, keeps_recording=args.keep_recording)
    _say(f"{args.person} agrees to this:\n\n    {statement}\n")
    agreed, words = args.agreed, ""
    if not agreed and sys.stdin.isatty():
        wanted = f"I agree, {args.person}"
        _say(f"If you, the person named, agree, write “{wanted}”: ", end="")
        words = sys.stdin.readline().strip()
        agreed = agrees(words, wanted)
    return record_consent(
        args.person, agreed=agreed, words=words, keeps_recording=args.keep_recording
    )


def _record(args: argparse.Namespace) -> Float32:
    """Record until there is enough speech, or Ctrl-C."""
    device = find_device(args.microphone, DeviceKind.INPUT, list_devices())
    _say("Read this aloud, calmly, alone in a quiet room:\n")
    for sentence in cloning_texts(args.reads).script:
        _say(f"    {sentence}")
    _say(f"\nRecording from {device.description}. Ctrl-C when you have read it.")
    recorder = Recorder(DeviceInput(device))
    try:
        while len(recorder.samples) < LONGEST_SAMPLE_S * SOURCE_RATE_HZ:
            time.sleep(_LOOK_S)
            recorder.poll()
            measures = measure_sound(recorder.samples)
            advice = [full_text(finding.message) for finding in check_sound(measures)[:1]]
            _same_line(f"{measures.speech_s:4.0f} of {WANTED_SPEECH_S:.0f} s", *advice)
    except KeyboardInterrupt:
        pass
    finally:
        recorder.close()
    _end_line()
    return recorder.samples


def _show(progress: EnrolmentProgress) -> None:
    share = f"{progress.share:4.0%}  {progress.stage}"
    alike = progress.similarity
    _same_line(share if alike is None else f"{share}, {alike:.2f} alike so far")


def _tell(result: Enrolment) -> None:
    alike = result.likeness
    _say(
        f"{result.voice.name} is ready: {alike.least:.2f} alike, {in_words(alike.least)} (0 is a "
        "stranger, 1 is you in another recording; the nearest ready-made voice has "
        f"{result.ready_made_likeness.least:.2f})."
    )
    if alike.second is None:
        _say(
            "The measure guided the search: other ears may find the voice less alike, so listen to "
            "it. A second one judges where the model campplus is installed."
        )
    else:
        _say(
            f"Two measures heard sentences that the search did not: {alike.first:.2f} and "
            f"{alike.second:.2f}. The lower one counts. Both guided the search, so listen to it."
        )
    _say(full_text(result.consent_notice))
    if result.word_errors is not None:
        _say(
            f"Of its words {result.word_errors:.0%} are misheard, of the ready-made voices' "
            f"{result.ready_made_word_errors or 0:.0%}."
        )
    for finding in result.findings:
        _say(f"It could be more alike: {full_text(finding.message)}")
    _say(f'Use it with --voice "{result.voice.name}". Remove it with: dragoman voices remove')


def _as_record(result: Enrolment) -> dict[str, object]:
    return {
        "id": result.voice.id,
        "name": result.voice.name,
        "languages": result.voice.languages,
        "similarity": round(result.likeness.least, 3),
        "similarities": _rounded(result.likeness),
        "ready_made_similarity": round(result.ready_made_likeness.least, 3),
        "ready_made_similarities": _rounded(result.ready_made_likeness),
        "consent": result.consent_notice.code.name,
        "word_errors": result.word_errors,
        "ready_made_word_errors": result.ready_made_word_errors,
        "findings": [finding.problem.value for finding in result.findings],
    }


def _rounded(likeness: Likeness) -> list[float]:
    return [round(one, 3) for one in (likeness.first, likeness.second) if one is not None]


def _say(text: str, *, end: str = "\n") -> None:
    # Not the standard output: with --json that is for the result alone.
    sys.stderr.write(text + end)
    sys.stderr.flush()


def _same_line(*parts: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[2K" + "  ".join(parts)[:110])
        sys.stderr.flush()


def _end_line() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\n")
