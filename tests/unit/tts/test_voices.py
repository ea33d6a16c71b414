from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from engine.errors import CatalogueError, VoiceError
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.packs.catalogue import Catalogue
from engine.tts.families import VOICE_FAMILIES, VoiceFamily
from engine.tts.kokoro import STYLE_SIZE, KokoroStyle
from engine.tts.model import Sex, Voice, VoiceModel
from engine.tts.pocket import PocketClip
from engine.tts.voices import SortKey, VoiceCatalogue
from tests.helpers.raising import raises

_ENTRY = """
[[kokoro]]
id = "en-ann"
name = "Ann"
language = "en"
tag = "en-us"
accent = "American"
sex = "female"
timbre = "ann"
melody = "ann"
gain_db = 1.5
"""


@pytest.fixture(scope="module")
def shipped() -> VoiceCatalogue:
    return VoiceCatalogue.load()


def _style(voice: Voice) -> KokoroStyle:
    assert isinstance(voice.sound, KokoroStyle)
    return voice.sound


def _folder(tmp_path: Path, toml: str) -> Path:
    (tmp_path / "kokoro").mkdir()
    np.save(tmp_path / "kokoro" / "ones.npy", np.ones((510, STYLE_SIZE), np.float16))
    np.save(tmp_path / "kokoro" / "ann.npy", np.zeros((510, STYLE_SIZE), np.float16))
    np.save(tmp_path / "kokoro" / "short.npy", np.zeros((5, STYLE_SIZE), np.float16))
    (tmp_path / "voices.toml").write_text(toml, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", [code for code, one in LANGUAGES.items() if one.lexicon])
def test_every_spoken_language_has_a_default_a_preview_and_both_sexes(
    shipped: VoiceCatalogue, language: str
) -> None:
    voices = shipped.voices(language)
    assert voices[0] is shipped.default(language)
    assert {voice.sex for voice in voices} == set(Sex)
    assert len(LANGUAGES[language].preview.split()) >= 5


def test_every_voice_is_found_by_name_and_id_in_any_case(shipped: VoiceCatalogue) -> None:
    assert len(shipped.voices()) >= 39
    for voice in shipped.voices():
        assert shipped.find(f" {voice.name.upper()} ", language=voice.language) is voice
        assert shipped.find(voice.id.upper(), language=voice.language) is voice


def test_the_style_is_the_row_of_the_token_count(shipped: VoiceCatalogue) -> None:
    sound = _style(shipped.default("en"))
    style = sound.row(17)
    assert style.dtype == np.float32
    np.testing.assert_array_equal(style, sound.vectors[17].astype(np.float32))
    np.testing.assert_array_equal(sound.row(10_000), sound.row(509))
    assert np.isfinite(style).all()
    assert style.any()


def test_an_unknown_voice_lists_the_choices(shipped: VoiceCatalogue) -> None:
    with raises(VoiceError, Code.VOICE_UNKNOWN):
        shipped.find("Nobody", language="fr")


def test_a_voice_of_another_language_names_those_that_fit(shipped: VoiceCatalogue) -> None:
    with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
        shipped.find("heart", language="es")


def test_a_language_without_voice_names_the_languages(shipped: VoiceCatalogue) -> None:
    with raises(VoiceError, Code.VOICES_NONE):
        shipped.find("heart", language="xx")


def test_a_catalogue_of_one_s_own_is_read(tmp_path: Path) -> None:
    catalogue = VoiceCatalogue.load(_folder(tmp_path, _ENTRY))
    (voice,) = catalogue.voices()
    assert (voice.id, voice.sex, voice.gain_db) == ("en-ann", Sex.FEMALE, 1.5)


def test_one_voice_s_timbre_goes_with_another_s_melody(tmp_path: Path) -> None:
    entry = _ENTRY.replace('melody = "ann"', 'melody = "ones"')
    (voice,) = VoiceCatalogue.load(_folder(tmp_path, entry)).voices()
    style = _style(voice).row(3)
    assert style.shape == (STYLE_SIZE,)
    assert not style[:128].any()
    assert (style[128:] == 1).all()


def test_voices_are_blended(tmp_path: Path) -> None:
    entry = _ENTRY.replace('timbre = "ann"', 'timbre = "ann+ones:0.25"')
    (voice,) = VoiceCatalogue.load(_folder(tmp_path, entry)).voices()
    style = _style(voice).row(3)
    assert (style[:128] == 0.25).all()
    assert not style[128:].any()


def test_a_blend_is_blended_with_a_third(tmp_path: Path) -> None:
    entry = _ENTRY.replace('timbre = "ann"', 'timbre = "ann+ones:0.5+ann:0.5"')
    (voice,) = VoiceCatalogue.load(_folder(tmp_path, entry)).voices()
    assert (_style(voice).row(3)[:128] == 0.25).all()


def test_voices_of_a_pack_are_offered_where_it_is_installed(shipped: VoiceCatalogue) -> None:
    more = VoiceCatalogue.load(spoken={"pocket": ("en", "fr", "de", "es", "pt")})
    added = {voice.id: voice for voice in more.voices()}.keys() - {v.id for v in shipped.voices()}
    assert {"en-pocket-anna", "fr-pocket-vera", "de-pocket-charles"} <= added
    for pack in Catalogue.shipped().packs:
        clips = {item.name for item in pack.files if item.name.startswith("voice-")}
        if pack.family == "pocket":
            (language,) = pack.languages
            sounds = [v.sound for v in more.voices(language) if v.id in added]
            assert {s.path.name for s in sounds if isinstance(s, PocketClip)} == clips
    assert isinstance(more.default("en").sound, PocketClip)
    assert more.default("fr").id == shipped.default("fr").id, "its own language goes first"
    assert not [v for v in shipped.voices() if isinstance(v.sound, PocketClip)]


_MEASURED = """{"voices": {
  "en-ann": {"pitch_hz": 200, "characters_per_s": 12},
  "en-bob": {"pitch_hz": 100, "characters_per_s": 18}
}}"""


def test_voices_are_sorted_by_what_was_measured(tmp_path: Path) -> None:
    bob = _ENTRY.replace("en-ann", "en-bob").replace('"Ann"', '"bob"')
    zed = _ENTRY.replace("en-ann", "en-zed").replace('"Ann"', '"Zed"')
    folder = _folder(tmp_path, zed + _ENTRY + bob)
    (folder / "measured.json").write_text(_MEASURED, encoding="utf-8")
    catalogue = VoiceCatalogue.load(folder)

    def names(by: SortKey) -> list[str]:
        return [voice.name for voice in catalogue.sorted_voices("en", by=by)]

    assert names(SortKey.NAME) == ["Ann", "bob", "Zed"]
    assert names(SortKey.PITCH) == ["bob", "Ann", "Zed"]
    assert names(SortKey.PACE) == ["Ann", "bob", "Zed"]


@pytest.mark.parametrize("content", ["no json", "{}", '{"voices": {"en-ann": {"pitch_hz": 1}}}'])
def test_damaged_measurements_are_named(tmp_path: Path, content: str) -> None:
    folder = _folder(tmp_path, _ENTRY)
    (folder / "measured.json").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"measured\.json"):
        VoiceCatalogue.load(folder)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("no toml", "not valid: Expected"),
        ("", "needs"),
        (_ENTRY + _ENTRY, "the id en-ann"),
        (_ENTRY + _ENTRY.replace("en-ann", "en-b"), "the name en ann"),
        (_ENTRY.replace("female", "none"), "wrong sex"),
        (_ENTRY.replace("1.5", "'loud'"), "wrong gain_db"),
        (_ENTRY.replace("1.5", "nan"), "wrong gain_db"),
        (_ENTRY.replace('"Ann"', '""'), "wrong name"),
        (_ENTRY.replace("accent", "acent"), "instead of"),
        (_ENTRY.replace('timbre = "ann"', 'timbre = "bob"'), r"bob\.npy"),
        (_ENTRY.replace('timbre = "ann"', 'timbre = "ann+bob:.3"'), r"bob\.npy"),
        (_ENTRY.replace('timbre = "ann"', 'timbre = "ann+ones:3"'), r"ones:3\.npy"),
        (_ENTRY.replace('melody = "ann"', 'melody = "short"'), "instead of float16"),
        (_ENTRY.replace("[[kokoro]]", "[kokoro]"), "needs"),
    ],
)
def test_a_broken_catalogue_says_what_is_wrong(tmp_path: Path, broken: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        VoiceCatalogue.load(_folder(tmp_path, broken))


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"voices\.toml"):
        VoiceCatalogue.load(tmp_path)


def test_catalogues_share_their_tables_and_keep_no_file_open() -> None:
    first, second = VoiceCatalogue.load(), VoiceCatalogue.load()
    for one, other in zip(first.voices(), second.voices(), strict=True):
        if isinstance(one.sound, KokoroStyle) and isinstance(other.sound, KokoroStyle):
            assert one.sound.vectors is other.sound.vectors
            assert not one.sound.vectors.flags.writeable
            assert not isinstance(one.sound.vectors, np.memmap)


def test_a_family_of_ones_own_takes_one_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @dataclass(frozen=True)
    class Whistle:
        pitch: str
        family: str = "whistler"

    def never(*_: object) -> VoiceModel:
        raise AssertionError("no model is loaded to list voices")

    whistler = VoiceFamily(
        load=never,
        keys=frozenset({"pitch"}),
        sound=lambda entry, _folder: Whistle(str(entry["pitch"])),
    )
    families = {**VOICE_FAMILIES, "whistler": whistler}
    monkeypatch.setattr("engine.tts.shipped_voices.VOICE_FAMILIES", families)
    entry = (
        '\n[[whistler]]\nid = "en-wes"\nname = "Wes"\nlanguage = "en"\naccent = "none"\n'
        'sex = "male"\ngain_db = 0\npitch = "high"\n'
    )
    folder = _folder(tmp_path, _ENTRY + entry)
    assert [voice.id for voice in VoiceCatalogue.load(folder).voices()] == ["en-ann"]
    ann, wes = VoiceCatalogue.load(folder, spoken={"whistler": {"en"}}).voices()
    assert (ann.id, wes.sound) == ("en-ann", Whistle("high"))
    (folder / "voices.toml").write_text(_ENTRY + entry + "native = true\n", encoding="utf-8")
    assert VoiceCatalogue.load(folder, spoken={"whistler": {"en"}}).default("en").id == "en-wes"
