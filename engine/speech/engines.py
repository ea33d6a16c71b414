"""Which adapter speaks with which kind of voice model."""

from engine.errors import VoiceError
from engine.models.kokoro import KokoroModel
from engine.models.pocket import PocketModel
from engine.packs.loading import Model
from engine.speech.contract import Voice, VoiceEngine
from engine.speech.kokoro_voice import KokoroStyle, KokoroVoiceEngine
from engine.speech.pocket_voice import PocketClip, PocketVoiceEngine
from engine.text.phonemes import Phonemiser


def voice_engine(model: Model, voice: Voice, *, phonemiser: Phonemiser) -> VoiceEngine:
    """Make what speaks with a voice.

    Args:
        model: loaded from a pack of the voice's family.
        voice: whom it speaks as.
        phonemiser: for models that are given phonemes; takes any number of threads.

    Raises:
        VoiceError: the model is not of the kind that the voice needs.
    """
    match model, voice.sound:
        case KokoroModel(), KokoroStyle() as style:
            return KokoroVoiceEngine(model, phonemiser, voice, style)
        case PocketModel(), PocketClip() as clip:
            return PocketVoiceEngine(model, voice, clip)
    raise VoiceError(
        f"The voice {voice.name} needs a model of the kind {voice.sound.family}, not a "
        f"{type(model).__name__}; choose another voice."
    )
