"""Every sentence that the engine has for a user: a code, its parameters, and what to do.

A Code is one sentence and its remedies. A Message is a Code with its parameters; errors
(engine/errors.py), events, notices and the check-up carry one. `str(message)` is the English
sentence, for logs and for the wire. The command line adds each remedy with its command
(engine/cli/messages.py), the window says both in the language of the interface (app/messages.py).

To say something new: add a member to Code; write `{name}` where a parameter goes; give it
remedies, whose own `{name}`s become parameters too; then

    raise DeviceError(Code.DEVICE_BUSY, device=name, reason=str(error))

and translate the sentence (resources/translations/README.md). Parameters are plain text, numbers
with the unit in the sentence, or tuples for lists; languages stand by their English names.
What the system or a library says goes into `reason` or `detail` and stays as it is.
"""

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, unique
from typing import Final, TypeAlias

from engine.program import BUNDLED_EXTRAS, is_bundled

Parameter: TypeAlias = str | int | float | tuple[str, ...]


def _(text: str) -> str:
    """Mark a text for Qt's lupdate; it is translated where it is shown."""
    return text


def placeholders(template: str) -> frozenset[str]:
    """Names of the parameters that a template wants."""
    return frozenset(
        name for _text, name, _spec, _how in string.Formatter().parse(template) if name
    )


SYSTEM_AUDIO: Final = _("The sound of other programs")
"""Stands where a device would."""

OR: Final = _(", or ")
"""Between two remedies; each language's verbs begin with a small letter after it."""


def alternatives(remedies: Sequence[str], joiner: str = OR) -> str:
    """One sentence of remedies, each of which helps."""
    sentence = ""
    for remedy in remedies:
        if sentence:
            sentence = sentence.removesuffix(".") + joiner + remedy[:1].lower() + remedy[1:]
        else:
            sentence = remedy
    return sentence


@unique
class Remedy(Enum):
    """Something that a user can do.

    Attributes:
        text: says it without naming a command or a button.
        parameters: names that the text wants, and those that a command or a button needs.
    """

    # Anything.
    TRY_AGAIN = _("Try again.")
    TRY_AGAIN_OR_REPORT = _("Try again. If it comes back, report it with the log.")
    CLOSE_OTHER_PROGRAMS = _("Close other programs that use it.")
    EASE_LOAD = _("Close programs that keep it busy, or choose a smaller model.")
    UPDATE_DRAGOMAN = _("Update Dragoman.")
    RESTART_DRAGOMAN = _("Start Dragoman again.")
    STOP_TELEMETRY_OF_OTHERS = _("Set ORT_DISABLE_TELEMETRY=1 for programs that use ONNX Runtime.")
    REINSTALL_DRAGOMAN = _("Install Dragoman again.")
    INSTALL_PYTHON = _("Install Python {oldest} or newer.")
    INSTALL_RUNTIME = _("Install Dragoman with the extra “cpu” or “gpu”.")
    INSTALL_EXTRA = _("Install Dragoman's extra “{extra}”.")
    INSTALL_PACKAGE = _("Install the package {package}.")
    REINSTALL_PACKAGE = _("Uninstall the package {package} and install it again.")
    KEEP_ONE_PACKAGE = _("Uninstall all of them and install one again.")
    INSTALL_WITH_PYTHON = _(
        "Install Dragoman with Python instead of this package, which takes no extras."
    )
    CHOOSE_ONE_OF = _("Choose one of: {choices}.")
    NAME_ONCE = _("Give it once.")

    # Files and folders.
    CHECK_NAME = _("Check the name.")
    CHECK_PERMISSIONS = _("Check its permissions.")
    CHOOSE_ANOTHER_FILE = _("Choose another file.")
    CHOOSE_FILE_IN_FOLDER = _("Choose a file in it.")
    CHOOSE_ANOTHER_FOLDER = _("Choose another folder.")
    CORRECT_FILE = _("Correct the file.")
    CORRECT_TERM = _("Correct the term.")
    MOVE_FILE_AWAY = _("Move the file away to start a new one.")
    FREE_SPACE = _("Free up some space.")
    WRITE_ELSEWHERE = _("Choose another place for the file.")
    CREATE_FOLDER = _("Create it, or choose another folder.")
    DELETE_FOLDER = _("Delete the folder yourself.")
    USE_EXTENSION = _("Use one of: {extensions}.")
    USE_FLAC = _("Write FLAC instead.")
    CHANGE_DATA_FOLDER = _("Set DRAGOMAN_HOME to another folder.")

    # Recordings.
    CONVERT_AUDIO = _("Convert it to WAV or FLAC.")
    CONVERT_RATE = _("Convert it to a rate from {lowest_hz} to {highest_hz} Hz.")
    EXPORT_AGAIN = _("Export it again.")
    RECORD_AGAIN = _("Record it again.")
    CHOOSE_CHANNEL = _("Choose one of its channels, or convert it to mono or stereo.")
    CHOOSE_TRACK = _("Choose another of its sound tracks.")
    PIPE_RECORDING = _("Pipe a recording into it, or name a file.")
    CUT_RECORDING = _("Cut it into shorter parts.")
    CHOOSE_RECORDING = _("Choose one.")
    SEND_OTHER_FORMAT = _("Send that, or name the input_format it has.")

    # Models and languages.
    INSTALL_MODELS = _("Install these models."), "packs"
    PROVE_AGAIN = _("Test them again."), "packs"
    REPAIR_MODEL = _("Repair the model."), "pack"
    REINSTALL_ITS_MODEL = _("Install its model again.")
    INSTALL_BETTER = _("Install better models ({size_mb} MB)."), "packs"
    CHOOSE_COMPUTE_DEVICE = _("Choose another device for the models, or let Dragoman choose.")
    LIST_MODELS = _("See which models are installed.")
    CHOOSE_ANOTHER_MODEL = _("Choose another model.")
    INSTALL_FROM_FOLDER = _("Install it from a folder that holds its files."), "pack"
    CHECK_NETWORK = _("Check the network connection.")
    WAIT_FOR_INSTALLATION = _("Wait until that has finished.")
    CHOOSE_TWO_LANGUAGES = _("Choose two different languages.")
    CHOOSE_ANOTHER_LANGUAGE = _("Choose another language.")
    CHOOSE_LANGUAGE_OF = _("Choose one of: {languages}.")

    # Voices.
    CHOOSE_ANOTHER_VOICE = _("Choose another voice.")
    START_AGAIN = _("Stop, and start again with the other voice.")
    GIVE_NAME = _("Enter a name.")
    GIVE_FULL_NAME = _("Enter the full name.")
    RECORD_CONSENT = _("Ask the owner, and record the consent first.")
    READ_CONSENT = _("Have the person read it aloud first, or write that they agree.")
    CLONE_AGAIN = _("Clone the voice again.")
    RECORD_MORE = _("Go on, or record more.")
    RECORD_ALONE = _("Record again with nobody else speaking.")
    MOVE_CLOSER = _("Move closer to the microphone, or turn it up.")
    TURN_MICROPHONE_DOWN = _("Turn the microphone down, or move away from it a little.")
    REDUCE_NOISE = _(
        "Close the window, switch off fans and music, or move closer to the microphone."
    )
    REDUCE_ECHO = _(
        "Move closer to the microphone, or go to a room with curtains, carpets or full shelves."
    )
    REMOVE_VOICE = _("Remove that voice first.")
    SHORTEN = _("Shorten it.")

    # Devices.
    PLUG_IN = _("Plug one in.")
    PLUG_BACK_IN = _("Plug it back in.")
    CHOOSE_ANOTHER_DEVICE = _("Choose another device.")
    CHOOSE_ANOTHER_OUTPUT = _("Choose another output.")
    CHOOSE_ANOTHER_SOURCE = _("Choose another output or another source.")
    CHECK_MICROPHONE = _("Check the microphone, and record again.")
    CHECK_MUTE = _("Check whether it is muted, and whether it is the right one.")
    USE_HEADPHONES = _("Use headphones, or turn the loudspeaker down.")
    CLOSE_OTHER_DRAGOMAN = _("Close the other Dragoman.")
    RESTART_COMPUTER = _("Restart the computer.")
    INSTALL_PORTAUDIO = _("Install PortAudio.")
    INSTALL_ALSA_PLUGINS = _("Install ALSA's plug-ins for sound servers.")
    START_SOUND_SERVER = _("Start PulseAudio, or PipeWire with pipewire-pulse.")
    INSTALL_CABLE = _("Install {cable} ({address}).")
    INSTALL_CABLE_AND_RESTART = _("Install {cable} ({address}), then restart the computer.")
    ROUTE_THROUGH_CABLE = _(
        "Install {cable} ({address}), let the other programs play to it, and choose it as the "
        "microphone."
    )

    # The service.
    CHECK_ADDRESS = _("Write it as http://127.0.0.1:8642.")
    START_SERVICE = _("Check that it is running, or start one.")
    CHECK_SERVICE = _("Check that a Dragoman service answers there, and look into its log.")
    CHOOSE_ANOTHER_PORT = _("Close the program that uses it, or choose another port.")
    MAKE_KEY = _("Create a key first, or listen on 127.0.0.1.")
    CHOOSE_ANOTHER_NAME = _("Choose another name.")

    # Engines that live elsewhere.
    SET_KEY = _("Enter your key for it."), "engine_name"
    CHECK_KEY = _("Check the key, and enter it again."), "engine_name"
    CHECK_ACCOUNT = _("Check your account with {engine}.")
    TRY_LATER = _("Wait a little and try again.")
    GIVE_ENGINE_ADDRESS = _("Enter the address of its server.")
    CHOOSE_ANOTHER_ENGINE = _("Choose another engine.")
    USE_VARIABLE = _("Set the environment variable {variable}.")

    # Benchmarks.
    CHOOSE_ANOTHER_SET = _("Choose other languages, or let machine references count.")
    LEAVE_OUT_CONTESTANT = _("Leave out the language or the contestant.")
    NAME_RIVAL_WEIGHTS = _("Name the folder that holds them.")

    def __init__(self, text: str, *parameters: str) -> None:
        self.text = text
        self.parameters = placeholders(text).union(parameters)


@unique
class Code(Enum):
    """One sentence each; `name` identifies it to programs.

    Attributes:
        sentence: English, with a `{name}` for each parameter.
        remedies: what the user can do, the best first.
        parameters: names that the sentence and its remedies want.
    """

    # What is no sentence of ours: data, and what was told before and is read back.
    VERBATIM = _("{text}")

    # Anything.
    UNEXPECTED = _("Something went wrong ({kind}: {detail})."), Remedy.TRY_AGAIN_OR_REPORT
    EXTRA_MISSING = (
        _("This needs packages that are not installed: {packages}."),
        Remedy.INSTALL_EXTRA,
    )
    PACKAGE_MISSING = _("{package} is not installed."), Remedy.INSTALL_PACKAGE
    CHOICE_UNKNOWN = _("There is no “{name}”."), Remedy.CHOOSE_ONE_OF
    CHOICE_TWICE = _("“{name}” is given twice."), Remedy.NAME_ONCE
    PROGRAM_FILE_DAMAGED = (
        _("{file} belongs to Dragoman and can't be used: {detail}."),
        Remedy.REINSTALL_DRAGOMAN,
    )

    # Files and folders.
    FILE_MISSING = _("There is no file {path}."), Remedy.CHECK_NAME
    FILE_IS_FOLDER = _("{path} is a folder."), Remedy.CHOOSE_FILE_IN_FOLDER
    FILE_UNREADABLE = _("{path} can't be opened ({reason})."), Remedy.CHECK_PERMISSIONS
    FOLDER_MISSING = _("There is no folder {folder}."), Remedy.CHECK_NAME
    OUTPUT_FOLDER_MISSING = _("There is no folder {folder} to write to."), Remedy.CREATE_FOLDER
    OUTPUT_EXTENSION_UNKNOWN = (
        _("The name {file} doesn't end in a known file type."),
        Remedy.USE_EXTENSION,
    )
    OUTPUT_TOO_LARGE = (
        _("{file} has reached the largest size of a WAV file (4 GiB)."),
        Remedy.USE_FLAC,
    )
    OUTPUT_DISK_FULL = (
        _("The disk is full; {path} can't be written."),
        Remedy.FREE_SPACE,
        Remedy.WRITE_ELSEWHERE,
    )
    OUTPUT_DENIED = (
        _("Dragoman isn't allowed to write {path}."),
        Remedy.CHECK_PERMISSIONS,
        Remedy.WRITE_ELSEWHERE,
    )
    OUTPUT_FAILED = (
        _("{path} can't be written ({reason})."),
        Remedy.FREE_SPACE,
        Remedy.WRITE_ELSEWHERE,
    )
    OUTPUT_IS_SOURCE = (
        _("{path} is the recording itself and would be overwritten."),
        Remedy.WRITE_ELSEWHERE,
    )
    OUTPUT_TWICE = _("{path} is given for two results."), Remedy.WRITE_ELSEWHERE

    # Recordings.
    AUDIO_FILE_EMPTY = _("{file} is empty."), Remedy.CHOOSE_ANOTHER_FILE
    AUDIO_UNSUPPORTED = _("{file} is not audio that Dragoman can read."), Remedy.CONVERT_AUDIO
    AUDIO_NO_TRACK = _("{file} has no sound track."), Remedy.CHOOSE_ANOTHER_FILE
    AUDIO_UNDECODABLE = _("{file} holds no sound that can be decoded."), Remedy.EXPORT_AGAIN
    AUDIO_HEADER_DAMAGED = _("{file} is damaged: its header makes no sense."), Remedy.EXPORT_AGAIN
    AUDIO_INVALID_SAMPLE = (
        _("{file} contains a sample that is not a number, at {second} s."),
        Remedy.EXPORT_AGAIN,
    )
    AUDIO_INVALID_SAMPLES = (
        _("The sound contains samples that are not numbers."),
        Remedy.CHOOSE_ANOTHER_DEVICE,
        Remedy.EXPORT_AGAIN,
    )
    AUDIO_ENDS_EARLY = _("{file} ends after {end_s} s, although its header says {promised_s} s.")
    AUDIO_NO_SAMPLES = _("The recording is empty."), Remedy.RECORD_AGAIN
    AUDIO_CHANNEL_UNKNOWN = (
        _("{file} has no channel {channel}, only 1 to {channels}."),
        Remedy.CHOOSE_CHANNEL,
    )
    AUDIO_TRACK_UNKNOWN = (
        _("{file} has no sound track {track}, only 1 to {tracks}."),
        Remedy.CHOOSE_TRACK,
    )
    AUDIO_TRACK_CHOSEN = (
        _("{file} has {tracks} sound tracks; track {track} is heard."),
        Remedy.CHOOSE_TRACK,
    )
    AUDIO_CHANNELS_MIXED = (
        _("{file} has {channels} channels; they are mixed."),
        Remedy.CHOOSE_CHANNEL,
    )
    AUDIO_DAMAGED = (
        _("{file} is damaged at {second} s; {lost_s} s of it could not be read."),
        Remedy.EXPORT_AGAIN,
    )
    AUDIO_RATE_UNSUPPORTED = _("{file} has a sample rate of {rate_hz} Hz."), Remedy.CONVERT_RATE
    AUDIO_TOO_LONG = (
        _("The speech model takes at most {longest_s} s at a time, not {length_s} s."),
        Remedy.CUT_RECORDING,
    )
    AUDIO_STREAM_INVALID = (
        _("What was sent is not {format} that can be read: {detail}."),
        Remedy.SEND_OTHER_FORMAT,
    )
    NOTHING_PIPED_IN = (
        _("Nothing is piped into the standard input."),
        Remedy.PIPE_RECORDING,
    )
    NO_RECORDING_CHOSEN = _("No recording is chosen."), Remedy.CHOOSE_RECORDING
    NO_SPEECH = _("No speech can be heard in the recording."), Remedy.CHECK_MICROPHONE

    # Models.
    PACK_UNKNOWN = _("There is no model called {pack}."), Remedy.CHOOSE_ONE_OF
    PACKS_MISSING = _("Models are missing or damaged: {packs}."), Remedy.INSTALL_MODELS
    PROVIDED = _("The recommended models are installed: {models}.")
    PROVIDED_WITHOUT_HUB = (
        _(
            "The starter pack is installed, because the model hub can't be reached. "
            "The hub has {models}."
        ),
        Remedy.INSTALL_BETTER,
    )
    PROVIDED_AFTER_FAILURE = (
        _("The starter pack is used, since these models gave wrong answers here: {packs}."),
        Remedy.PROVE_AGAIN,
    )
    PACKS_FAILED = (
        _("These models gave wrong answers when they were tested here: {packs}."),
        Remedy.PROVE_AGAIN,
        Remedy.CHOOSE_ANOTHER_MODEL,
    )
    PACKS_OUTDATED = (
        _("Models were made by another version of Dragoman: {packs}."),
        Remedy.INSTALL_MODELS,
    )
    PACKS_NOT_INSTALLED = _("Not installed, so nothing was removed: {packs}."), Remedy.LIST_MODELS
    PACK_DAMAGED = _("The model {pack} is damaged: {detail}."), Remedy.REPAIR_MODEL
    PACK_NOT_REMOVED = (
        _("The model {pack} can't be removed ({reason})."),
        Remedy.CLOSE_OTHER_PROGRAMS,
    )
    PACK_TOO_NEW = _("The model {pack} needs a newer Dragoman."), Remedy.UPDATE_DRAGOMAN
    PACK_CONVERSION_FAILED = (
        _("The model {pack} can't be converted ({reason})."),
        Remedy.UPDATE_DRAGOMAN,
    )
    PACK_FILE_UNAVAILABLE = (
        _("{file} of the model {pack} can't be fetched: {reason}."),
        Remedy.CHECK_NETWORK,
        Remedy.INSTALL_FROM_FOLDER,
    )
    PACK_FILE_WRONG = (
        _("The parts of {file} don't make the file that the model {pack} needs."),
        Remedy.UPDATE_DRAGOMAN,
    )
    MODELS_DISK_FULL = _("The disk of {folder} is full."), Remedy.FREE_SPACE
    MODELS_NO_ROOM = (
        _(
            "Installing {packs} needs about {needed_mb} MB for a while; {folder} has {free_mb} MB "
            "free."
        ),
        Remedy.FREE_SPACE,
    )
    MODELS_FOLDER_DENIED = (
        _("Models can't be written to {folder} ({reason})."),
        Remedy.CHECK_PERMISSIONS,
        Remedy.CHANGE_DATA_FOLDER,
    )
    MODELS_BUSY = (
        _("Another Dragoman is installing or removing models."),
        Remedy.WAIT_FOR_INSTALLATION,
    )
    INSTALLATION_CANCELLED = _("The installation was cancelled.")
    MODEL_FILE_INVALID = (
        _("The model file {file} can't be used: {detail}."),
        Remedy.REINSTALL_ITS_MODEL,
    )
    COMPUTE_EXTRA_MISSING = (
        _("Models can't run on {device} here: it needs Dragoman's extra “{extra}”."),
        Remedy.INSTALL_EXTRA,
        Remedy.CHOOSE_COMPUTE_DEVICE,
    )
    COMPUTE_HARDWARE_MISSING = (
        _("Models can't run on {device} here: no {maker} device with a driver was found."),
        Remedy.CHOOSE_COMPUTE_DEVICE,
    )
    COMPUTE_SYSTEM_WRONG = (
        _("Models can't run on {device} here: only {system} has it."),
        Remedy.CHOOSE_COMPUTE_DEVICE,
    )
    COMPUTE_MODEL_FAILED = (
        _("{file} doesn't run on {device} ({reason})."),
        Remedy.CHOOSE_COMPUTE_DEVICE,
    )
    COMPUTE_FELL_BACK = _("{pack} runs on the CPU, because it doesn't run on {device} ({reason}).")
    MODEL_UNSUPPORTED = _("Dragoman can't run this model: {detail}."), Remedy.CHOOSE_ANOTHER_MODEL
    MODELS_TOO_SLOW = _("The models did not load in time."), Remedy.CLOSE_OTHER_PROGRAMS
    CATALOGUE_INVALID = _("The catalogue {file} is not valid: {detail}."), Remedy.REINSTALL_DRAGOMAN

    # Languages.
    LANGUAGES_SAME = _("Both languages are {language}."), Remedy.CHOOSE_TWO_LANGUAGES
    ROUTE_UNKNOWN = _("No model translates from {source} into {target}."), Remedy.CHOOSE_LANGUAGE_OF
    TARGET_UNKNOWN = _("No model translates into {target}."), Remedy.CHOOSE_LANGUAGE_OF
    CONVERSATION_NEEDS_LANGUAGES = (
        _("A conversation has two languages, and both must be chosen."),
        Remedy.CHOOSE_TWO_LANGUAGES,
    )
    TRANSCRIPTION_UNKNOWN = _("No model transcribes {language}."), Remedy.CHOOSE_ANOTHER_LANGUAGE
    ROLE_UNKNOWN = _("There is no model for {role}."), Remedy.UPDATE_DRAGOMAN
    VOICE_NEEDS_TARGET = (
        _("A voice speaks one language, and none is chosen to translate into."),
        Remedy.CHOOSE_ANOTHER_LANGUAGE,
    )
    SWAP_NEEDS_SOURCE = (
        _("The languages can't be swapped while the spoken language is detected."),
        Remedy.CHOOSE_ANOTHER_LANGUAGE,
    )

    # Voices.
    VOICE_UNKNOWN = _("There is no voice called {voice}."), Remedy.CHOOSE_ANOTHER_VOICE
    VOICE_AMBIGUOUS = _("Several voices are called {voice}."), Remedy.CHOOSE_ONE_OF
    VOICE_OTHER_LANGUAGE = (
        _("The voice {voice} doesn't speak {language}."),
        Remedy.CHOOSE_ANOTHER_VOICE,
    )
    VOICE_OTHER_MODEL = (
        _("The voice {voice} needs a model of the kind {family}."),
        Remedy.CHOOSE_ANOTHER_VOICE,
    )
    VOICES_NONE = _("No voice speaks {language}."), Remedy.CHOOSE_LANGUAGE_OF
    VOICE_SPEED_UNSUPPORTED = _(
        "A voice can't speak {speed} times as fast, only {lowest} to {highest}."
    )
    VOICE_PITCH_UNSUPPORTED = _(
        "A voice can't speak {semitones} semitones higher, only {lowest} to {highest}."
    )
    VOICE_RECORDING_DAMAGED = (
        _("The recording {file} of the voice {voice} can't be read ({reason})."),
        Remedy.REINSTALL_ITS_MODEL,
        Remedy.CLONE_AGAIN,
    )
    VOICE_DAMAGED = _("The voice {voice} is damaged: {detail}."), Remedy.CLONE_AGAIN
    VOICE_OTHER_VERSION = (
        _("The voice {voice} was made by another version of Dragoman."),
        Remedy.UPDATE_DRAGOMAN,
        Remedy.CLONE_AGAIN,
    )
    VOICE_NAME_MISSING = _("The voice has no name."), Remedy.GIVE_NAME
    VOICE_EXISTS = _("The voice {voice} already exists."), Remedy.REMOVE_VOICE
    VOICE_NOT_REMOVED = (
        _("The voice in {folder} can't be removed ({reason})."),
        Remedy.DELETE_FOLDER,
    )
    VOICE_FILE_INVALID = (
        _("{file} holds no voice that Dragoman can read."),
        Remedy.CHOOSE_ANOTHER_FILE,
    )
    VOICE_FILE_DAMAGED = _("The voice file {file} is damaged."), Remedy.EXPORT_AGAIN
    VOICE_WITHOUT_CONSENT = (
        _("The voice {voice} carries no consent of its owner, so it can't be shared."),
        Remedy.CLONE_AGAIN,
    )
    SPEECH_TEXT_EMPTY = _("There is nothing to say in “{text}”.")
    VOICE_FIXED = _("This engine can't change its voice while it runs."), Remedy.START_AGAIN
    CAPTIONS_ONLY = _("This session has captions only.")

    # Cloning: consent, and whether a recording is good enough.
    CONSENT_NAME_MISSING = _("A cloned voice needs the name of its owner."), Remedy.GIVE_FULL_NAME
    CONSENT_MISSING = _("No voice is cloned without its owner's consent."), Remedy.RECORD_CONSENT
    CONSENT_STATEMENT = _(
        "I am {person}, and I agree that Dragoman makes a voice that sounds like mine out of this "
        "recording. It is for speaking translations of what I say. The voice stays on this "
        "computer until somebody exports it, says in its file that it is a clone and that I "
        "consented, and can be removed at any time."
    )
    CONSENT_RECORDING_NOT_KEPT = _("The recording itself is not kept.")
    CONSENT_RECORDING_KEPT = _(
        "A part of the recording is kept with the voice, for voice models that need it, and is "
        "removed with the voice."
    )
    CONSENT_SPOKEN = _("Consent heard in the recording: “{words}”.")
    CONSENT_WRITTEN = _(
        "The sentence of consent was not heard in the recording; what the person wrote is kept."
    )
    CONSENT_GIVEN_FOR = _(
        "The sentence of consent was not heard in the recording; somebody else said that the "
        "person agrees."
    )
    CONSENT_UNHEARD = _(
        "Nobody checked whether the recording says the sentence of consent: no speech model for it "
        "is installed."
    )
    CONSENT_NOT_SPOKEN = (
        _("The sentence of consent was not heard in the recording."),
        Remedy.READ_CONSENT,
    )
    CONSENT_TEXT_UNKNOWN = _("There is no text to read in {language}."), Remedy.CHOOSE_LANGUAGE_OF
    CLONING_CANCELLED = _("Cloning was cancelled. Nothing was kept.")

    TAKE_TOO_SHORT = (
        _("{speech_s} seconds of speech: at least {least_s} are needed, {wanted_s} are better."),
        Remedy.RECORD_MORE,
    )
    TAKE_TOO_QUIET = _("You are hard to hear."), Remedy.MOVE_CLOSER
    TAKE_CLIPPED = _("The sound is distorted because it is too loud."), Remedy.TURN_MICROPHONE_DOWN
    TAKE_NOISY = _("There is a lot of background noise."), Remedy.REDUCE_NOISE
    TAKE_ECHOES = _("The room echoes."), Remedy.REDUCE_ECHO
    TAKE_TOO_LONG = _("Only the first {longest_s} seconds of the recording are used.")
    TAKE_SEVERAL_SPEAKERS = _("More than one person can be heard."), Remedy.RECORD_ALONE

    # Words.
    GLOSSARY_TERM_EMPTY = _("A term needs a spelling."), Remedy.CORRECT_TERM
    GLOSSARY_TERM_TOO_LONG = (
        _("A spelling of a term has at most {most} characters."),
        Remedy.SHORTEN,
    )
    GLOSSARY_VARIANTS_TOO_MANY = (
        _("A term has at most {most} other spellings in a language."),
        Remedy.CORRECT_TERM,
    )
    GLOSSARY_LANGUAGE_UNKNOWN = (
        _("A term has the language “{name}”, which Dragoman doesn't know."),
        Remedy.CHOOSE_ONE_OF,
    )
    GLOSSARY_TOO_LONG = _("A glossary has at most {most} terms."), Remedy.SHORTEN
    GLOSSARY_UNREADABLE = _("The glossary {path} can't be read ({reason})."), Remedy.CORRECT_FILE
    GLOSSARY_WITHOUT_TERMS = _("The glossary {path} has no terms."), Remedy.CHOOSE_ANOTHER_FILE
    GLOSSARY_COLUMNS_MISSING = (
        _("The first line of the table must name the languages of its columns."),
        Remedy.CHOOSE_ONE_OF,
    )
    GLOSSARY_FORMAT_UNKNOWN = (
        _("{path} has a format that glossaries don't have."),
        Remedy.USE_EXTENSION,
    )
    PHONEMES_UNAVAILABLE = (
        _("The phoneme program doesn't work ({detail})."),
        Remedy.REINSTALL_DRAGOMAN,
    )
    PHONEMES_REFUSED = (
        _("The phoneme program can't read a text ({detail})."),
        Remedy.CHOOSE_ANOTHER_VOICE,
    )
    INTERPRETER_CLOSED = _("The interpreter was closed."), Remedy.TRY_AGAIN

    # Devices.
    NO_MICROPHONE = _("There is no microphone."), Remedy.PLUG_IN
    NO_LOUDSPEAKER = _("There is no loudspeaker."), Remedy.PLUG_IN
    DEVICE_UNKNOWN = (
        _("{device} is not connected."),
        Remedy.PLUG_BACK_IN,
        Remedy.CHOOSE_ANOTHER_DEVICE,
    )
    DEVICE_AMBIGUOUS = _("Several devices fit “{device}”."), Remedy.CHOOSE_ONE_OF
    DEVICE_BUSY = (
        _("Dragoman can't open {device} ({reason})."),
        Remedy.CLOSE_OTHER_PROGRAMS,
        Remedy.CHOOSE_ANOTHER_DEVICE,
    )
    DEVICE_LOST = _("{device} is gone."), Remedy.PLUG_BACK_IN, Remedy.CHOOSE_ANOTHER_DEVICE
    DEVICE_HEARS_ITSELF = _("{device} would hear Dragoman itself."), Remedy.CHOOSE_ANOTHER_SOURCE
    SOUND_SYSTEM_FAILED = (
        _("The sound system doesn't answer ({reason})."),
        Remedy.TRY_AGAIN,
        Remedy.RESTART_COMPUTER,
    )
    PORTAUDIO_MISSING = _("Sound devices need PortAudio ({reason})."), Remedy.INSTALL_PORTAUDIO
    PORTAUDIO_NO_SERVER = _("PortAudio can't reach the sound server."), Remedy.INSTALL_ALSA_PLUGINS
    SOUND_SERVER_FAILED = (
        _("The sound server doesn't answer ({reason})."),
        Remedy.START_SOUND_SERVER,
    )
    SOUND_SERVER_MISSING = (
        _("This needs a sound server, and none answers."),
        Remedy.START_SOUND_SERVER,
    )
    SOUND_SERVER_STOPPED = _("The sound server has stopped."), Remedy.START_SOUND_SERVER
    VIRTUAL_DEVICE_BUSY = (
        _("Another Dragoman uses the virtual device."),
        Remedy.CLOSE_OTHER_DRAGOMAN,
        Remedy.CHOOSE_ANOTHER_OUTPUT,
    )
    CABLE_MISSING = _("There is no virtual cable “{device}”."), Remedy.INSTALL_CABLE
    CABLE_MISSING_RESTART = (
        _("There is no virtual cable “{device}”."),
        Remedy.INSTALL_CABLE_AND_RESTART,
    )
    SYSTEM_AUDIO_UNSUPPORTED = (
        _("{system} lets no program hear what others play."),
        Remedy.ROUTE_THROUGH_CABLE,
    )
    PROGRAM_SOUND_UNSUPPORTED = (
        _("This Windows lets no program hear another one; Windows 11 does."),
        Remedy.CHOOSE_ANOTHER_SOURCE,
    )
    USE_AS_MICROPHONE = _("In your call, choose “{device}” as the microphone.")
    USE_AS_LOUDSPEAKER = _("In your call, choose “{device}” as the loudspeaker.")

    # While it interprets.
    DEVICE_AWAITED = _("{device} was disconnected. Dragoman continues when it is back.")
    DEVICE_RETURNED = _("{device} is back.")
    DEVICE_CHANGED = _("Now using {device}.")
    ECHO_THROUGH_AIR = (
        _("The microphone hears Dragoman's own voice, which is left out."),
        Remedy.USE_HEADPHONES,
    )
    ECHO_THROUGH_LOOP = (
        _("Dragoman's own voice is played back into its source, and is left out."),
        Remedy.CHOOSE_ANOTHER_SOURCE,
    )
    ECHO_GONE = _("Dragoman no longer hears its own voice.")
    SOURCE_SILENT = _("The source is silent."), Remedy.CHECK_MUTE
    SOURCE_SOUNDS = _("The source can be heard again.")
    STARTER_QUALITY = (
        _("{models}: starter quality, fine for everyday sentences, poor on wider subjects."),
        Remedy.INSTALL_BETTER,
    )
    ROUTE_TOO_SLOW = _("{models} can't keep up on this computer. {others} takes over.")
    SOURCE_LOST = _("This computer is too slow: {lost_s} s of sound were lost.")
    SOURCE_SKIPPED = _("{skipped_s} s were skipped to catch up.")
    SOURCE_SKIPPED_KEPT = _("{skipped_s} s were skipped to catch up. The recording has them.")
    SOURCE_NOT_UNDERSTOOD = (
        _("This computer is behind: {missed_s} s of speech were not understood."),
        Remedy.EASE_LOAD,
    )
    EFFORT_CAUGHT_UP = _("This computer has caught up.")
    EFFORT_FEWER_STEPS = _("This computer is behind: text comes in larger steps."), Remedy.EASE_LOAD
    EFFORT_FEWEST_STEPS = (
        _("This computer is behind: text comes in few, large steps."),
        Remedy.EASE_LOAD,
    )
    EFFORT_SHORT_BUFFER = (
        _("This computer is behind: it translates with less context."),
        Remedy.EASE_LOAD,
    )
    EFFORT_CAPTIONS_ONLY = (
        _("This computer is behind: there are captions only until it has caught up."),
        Remedy.EASE_LOAD,
    )
    TYPING_NOT_HERE = (
        _("The engine on air hears speech alone: it can't translate what is typed."),
        Remedy.CHOOSE_ANOTHER_ENGINE,
    )
    TYPING_LANGUAGE_UNKNOWN = (
        _("Which language it is typed in is not known: the spoken language is detected."),
        Remedy.CHOOSE_ANOTHER_LANGUAGE,
    )
    SPEECH_LEFT_OUT = _("The voice fell behind and left something out. The captions have it.")
    SPEECH_UNSPEAKABLE = _(
        "The voice left out something that it can't speak. The captions have it."
    )

    # The service.
    SERVICE_ADDRESS_INVALID = _("{address} is not the address of a service."), Remedy.CHECK_ADDRESS
    SERVICE_UNREACHABLE = (
        _("The service at {address} can't be reached ({reason})."),
        Remedy.START_SERVICE,
    )
    SERVICE_REFUSED = _("The service says: {reason}")
    SERVICE_BROKE_OFF = _("The service closed the connection ({reason})."), Remedy.TRY_AGAIN
    SERVICE_NONSENSE = (
        _("The server that answered is not a Dragoman service."),
        Remedy.CHECK_SERVICE,
    )
    SERVICE_TOO_SMALL = _("A service needs at least one session and one thread.")
    SERVICE_UNPROTECTED = _("Anyone who reaches {host} could use this service."), Remedy.MAKE_KEY
    # Engines that live elsewhere.
    ENGINE_KEY_MISSING = (
        _("{engine} needs a key."),
        Remedy.SET_KEY,
        Remedy.USE_VARIABLE,
    )
    ENGINE_ADDRESS_MISSING = (
        _("{engine} runs on a server of your own."),
        Remedy.GIVE_ENGINE_ADDRESS,
    )
    ENGINE_ADDRESS_SECRET = (
        _("An address may hold no key and no password: it is stored and shown."),
        Remedy.GIVE_ENGINE_ADDRESS,
    )
    ENGINE_KEY_REFUSED = _("{engine} refuses the key."), Remedy.CHECK_KEY
    ENGINE_QUOTA = _("Your quota with {engine} is used up."), Remedy.CHECK_ACCOUNT
    ENGINE_RATE_LIMITED = (
        _("{engine} is limiting requests."),
        Remedy.TRY_LATER,
        Remedy.CHOOSE_ANOTHER_ENGINE,
    )
    ENGINE_BUSY = (
        _("{engine} is overloaded ({reason})."),
        Remedy.TRY_LATER,
        Remedy.CHOOSE_ANOTHER_ENGINE,
    )
    ENGINE_UNREACHABLE = (
        _("{engine} can't be reached ({reason})."),
        Remedy.CHECK_NETWORK,
        Remedy.CHOOSE_ANOTHER_ENGINE,
    )
    ENGINE_REFUSED = _("{engine} says: {reason}"), Remedy.CHOOSE_ANOTHER_ENGINE
    ENGINE_BROKE_OFF = _("{engine} closed the connection ({reason})."), Remedy.TRY_AGAIN
    ENGINE_NONSENSE = _("What {engine} sent can't be read ({detail})."), Remedy.TRY_AGAIN
    ENGINE_LANGUAGES = (
        _("{engine} doesn't interpret from {source} into {target}."),
        Remedy.CHOOSE_ANOTHER_LANGUAGE,
        Remedy.CHOOSE_ANOTHER_ENGINE,
    )
    ENGINE_ONE_WAY = (
        _("{engine} can't tell two languages at one microphone apart."),
        Remedy.CHOOSE_ANOTHER_ENGINE,
    )
    ENGINE_RECONNECTED = _("The connection to {engine} broke and was made again.")
    ENGINE_SOUND_LOST = _(
        "The connection to {engine} broke and was made again; the translation of {lost_s} s is "
        "missing."
    )
    ENGINE_UNFINISHED = _("{engine} did not finish; the last words may be missing.")
    ENGINE_TOOK_OVER = _("{reason} This computer goes on from the next sentence.")
    ENGINE_ALONE = (
        _("If {engine} fails, this computer can't go on: models are missing."),
        Remedy.INSTALL_MODELS,
    )
    ENGINE_SENDS_SPEECH = _("What is said is sent to {recipient}: {address}.")
    KEYRING_UNAVAILABLE = (
        _("This system can't store passwords ({reason})."),
        Remedy.USE_VARIABLE,
    )
    ENGINE_KEY_EMPTY = _("No key was entered."), Remedy.SET_KEY
    PORT_UNAVAILABLE = (
        _("Dragoman can't listen on {host}, port {port}."),
        Remedy.CHOOSE_ANOTHER_PORT,
    )
    TLS_INCOMPLETE = _("TLS needs a certificate and its key.")
    KEY_NAME_INVALID = (
        _("The name of a key has 1 to {most} printable characters."),
        Remedy.CHOOSE_ANOTHER_NAME,
    )
    KEY_EXISTS = _("There is already a key called {name}."), Remedy.CHOOSE_ANOTHER_NAME
    KEY_UNKNOWN = _("There is no key called {name}."), Remedy.CHOOSE_ONE_OF
    KEYS_UNREADABLE = _("The keys in {path} can't be read."), Remedy.CORRECT_FILE

    # Benchmarks.
    BENCHMARK_SET_INVALID = _("{where}: {detail}."), Remedy.CORRECT_FILE
    BENCHMARK_SET_UNUSABLE = (
        _("No recording in {folder} has a reference in {target} that can be used."),
        Remedy.CHOOSE_ANOTHER_SET,
    )
    CONTESTANT_FAILED = _("{contestant} failed: {reason}.")
    CONTESTANT_ROUTE_MISSING = (
        _("No installed models translate from {source} into {target} by the route “{route}”."),
        Remedy.LEAVE_OUT_CONTESTANT,
    )
    RIVAL_WEIGHTS_MISSING = (
        _("{contestant} needs the speech model's weights in CTranslate2's form."),
        Remedy.NAME_RIVAL_WEIGHTS,
    )
    RIVAL_WEIGHTS_INCOMPLETE = (
        _("{folder} holds no speech model in CTranslate2's form; it lacks {files}."),
        Remedy.CHOOSE_ANOTHER_FOLDER,
    )

    # What the check-up finds.
    FOUND_PACKAGES = _("All {count} are installed.")
    FOUND_VOICES = _("{voices} in {languages} languages.")
    FOUND_PHONEMES = _("“{word}” is {phonemes}.")
    COMPUTE_FASTEST = _("{best} to warm up {pack}, the fastest. Others: {others}.")
    COMPUTE_CHOSEN = _("{best} to warm up {pack}, as chosen.")
    COMPUTE_ONLY = _("{best} to warm up {pack}. There is no other device.")
    COMPUTE_NOWHERE = _("No device runs {pack}: {others}."), Remedy.CHOOSE_COMPUTE_DEVICE
    COMPUTE_UNMEASURED = _("Not measured, because no speech model is installed.")
    FOUND_SPACE = _("{free_gb} GB free.")
    PYTHON_TOO_OLD = _("{found} is too old."), Remedy.INSTALL_PYTHON
    PACKAGES_BROKEN = _("Some are missing or damaged: {problems}."), Remedy.REINSTALL_DRAGOMAN
    RUNTIME_MISSING = _("None is installed."), Remedy.INSTALL_RUNTIME
    RUNTIME_TWICE = _("Only one of these may be installed: {packages}."), Remedy.KEEP_ONE_PACKAGE
    RUNTIME_BROKEN = _("{package} doesn't load ({reason})."), Remedy.REINSTALL_PACKAGE
    TELEMETRY_OFF = _("Off. Nothing leaves this machine.")
    TELEMETRY_CHANGED = (
        _("These were changed since the start: {variables}."),
        Remedy.RESTART_DRAGOMAN,
    )
    TELEMETRY_OF_OTHERS = (
        _("Dragoman sends none, but another program keeps {folder}."),
        Remedy.STOP_TELEMETRY_OF_OTHERS,
    )
    SPACE_SHORT = (
        _("{free_gb} GB free: too little to install models."),
        Remedy.FREE_SPACE,
        Remedy.CHANGE_DATA_FOLDER,
    )
    FOUND_NOT_INSTALLED = _("Not installed."), Remedy.INSTALL_MODELS
    FOUND_OUTDATED = _("Made by another version of Dragoman."), Remedy.INSTALL_MODELS
    FOUND_DAMAGED = _("Damaged: {detail}."), Remedy.INSTALL_MODELS
    FOUND_FAILED = _("Gave wrong answers when it was tested here."), Remedy.PROVE_AGAIN
    MENDED_MISSING = _("{model} was missing and has been installed.")
    MENDED_OUTDATED = _("{model} was made by another version of Dragoman and has been made again.")
    MENDED_DAMAGED = _("{model} was damaged ({detail}) and has been installed again.")
    MENDED_FAILED = _("{model} has been tested again and gives right answers.")
    NOTHING_TO_MEND = _("There is nothing that Dragoman could repair.")
    SOUND_SERVER_NONE = (
        _("None is running: only one program at a time can use a device."),
        Remedy.START_SOUND_SERVER,
    )
    MICROPHONES_NONE = _("None found: live interpreting is unavailable."), Remedy.PLUG_IN
    LOUDSPEAKERS_NONE = _("None found: only captions and files work."), Remedy.PLUG_IN

    # What the window keeps.
    HISTORY_TOO_NEW = (
        _("The history in {path} was written by a newer Dragoman."),
        Remedy.UPDATE_DRAGOMAN,
        Remedy.MOVE_FILE_AWAY,
    )
    HISTORY_UNUSABLE = (
        _("The history in {path} can't be used ({reason})."),
        Remedy.FREE_SPACE,
        Remedy.MOVE_FILE_AWAY,
    )
    HISTORY_FOLDER_DENIED = (
        _("The history in {folder} can't be used ({reason})."),
        Remedy.CHECK_PERMISSIONS,
    )
    SETTINGS_UNREADABLE = _(
        "The settings in {path} can't be used ({reason}). Dragoman uses the defaults."
    )
    SETTINGS_SET_ASIDE = _(
        "The settings can't be used ({reason}). They are kept as {path}, and the defaults are used."
    )

    def __init__(self, sentence: str, *remedies: Remedy) -> None:
        self.sentence = sentence
        self.remedies = remedies
        self.parameters = placeholders(sentence).union(*(r.parameters for r in remedies))


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A code with its parameters.

    Raises:
        TypeError: the parameters are not those that the code wants.
    """

    code: Code
    items: tuple[tuple[str, Parameter], ...]

    def __init__(self, code: Code, /, **parameters: Parameter) -> None:
        if parameters.keys() != code.parameters:
            wanted, given = sorted(code.parameters), sorted(parameters)
            raise TypeError(f"{code.name} takes the parameters {wanted}, not {given}")
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "items", tuple(sorted(parameters.items())))

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """By name."""
        return dict(self.items)

    def texts(self, name: str) -> tuple[str, ...]:
        """A parameter as a list of texts."""
        value = self.parameters[name]
        return value if isinstance(value, tuple) else (str(value),)

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What the user can do here, the best first; none that speaks of an empty list."""
        empty = {name for name, value in self.items if value == ()}
        fitting = (one for one in self.code.remedies if not empty & one.parameters)
        return tuple(self._in_bundle(one) if is_bundled() else one for one in fitting)

    def _in_bundle(self, remedy: Remedy) -> Remedy:
        """What helps where pip installs nothing into Dragoman."""
        match remedy:
            case Remedy.INSTALL_EXTRA if self.parameters["extra"] in BUNDLED_EXTRAS:
                return Remedy.REINSTALL_DRAGOMAN
            case Remedy.INSTALL_EXTRA | Remedy.INSTALL_PACKAGE:
                return Remedy.INSTALL_WITH_PYTHON
            case (
                Remedy.INSTALL_RUNTIME
                | Remedy.INSTALL_PYTHON
                | Remedy.REINSTALL_PACKAGE
                | Remedy.KEEP_ONE_PACKAGE
            ):
                return Remedy.REINSTALL_DRAGOMAN
            case _:
                return remedy

    def fill(self, template: str, *, show: Callable[[str, Parameter], str] | None = None) -> str:
        """Put the parameters into a sentence or remedy.

        Args:
            template: with a `{name}` for each parameter.
            show: writes a parameter, given its name; English if None.
        """
        write = show or _in_english
        return template.format(**{name: write(name, value) for name, value in self.items})

    def __str__(self) -> str:
        return self.fill(self.code.sentence)


def _in_english(_name: str, value: Parameter) -> str:
    match value:
        case tuple():
            return ", ".join(value)
        case float():
            return f"{value:g}"
        case str():
            return " ".join(value.splitlines())
        case _:
            return str(value)
