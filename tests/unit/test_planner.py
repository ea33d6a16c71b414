"""Paths: found from what packs can do, ranked by what was measured, one entry a pack."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cli import models
from engine.cli.main import main
from engine.errors import RouteError
from engine.languages import language_name
from engine.loading import FAMILIES
from engine.packs.catalogue import Catalogue
from engine.packs.entries import (
    STARTER_GROUP,
    MeasuredBy,
    MeasuredRoute,
    Measurement,
    Pack,
    Role,
    Route,
    Score,
)
from engine.packs.routes import Basis, Quality, RouteFinder, quality
from engine.packs.store import PackStore
from engine.planner import Planner, SessionConfig
from engine.tts.voices import VoiceCatalogue

FLORES = "a test"


def pack(pack_id: str, family: str, size: int = 1_000_000, **what: object) -> Pack:
    common: dict[str, object] = {
        "languages": (),
        "transcribes": FAMILIES[family].role is Role.SPEECH,
        "pairs": (),
    }
    return Pack(
        id=pack_id,
        title=pack_id.title(),
        role=FAMILIES[family].role,
        family=family,
        licence="MIT",
        attribution="nobody",
        note="made for a test",
        download_bytes=size,
        installed_bytes=size,
        converter="copy",
        files=(),
        **{**common, **what},  # type: ignore[arg-type]
    )


def measured(**figures: float) -> tuple[Measurement, ...]:
    """Figures as fr=20 for a word error rate, fr_en=30 for BLEU."""
    return (
        Measurement(
            on=FLORES,
            by=MeasuredBy.PUBLISHER,
            word_error_rate={name: value for name, value in figures.items() if "_" not in name},
            bleu={(name[:2], name[3:]): value for name, value in figures.items() if "_" in name},
            chrf={},
        ),
    )


def ears(pack_id: str = "ears", **what: object) -> Pack:
    what = {"languages": ("en", "fr", "de"), "pairs": (("fr", "en"), ("de", "en"))} | what
    return pack(pack_id, "whisper", **what)  # type: ignore[arg-type]


def text(
    source: str, target: str, bleu: float | None = None, *, named: str = "", **what: object
) -> Pack:
    figures = {} if bleu is None else {"measurements": measured(**{f"{source}_{target}": bleu})}
    what = {"pairs": ((source, target),), **figures} | what
    return pack(named or f"{source}-{target}", "marian", **what)  # type: ignore[arg-type]


def whole(bleu: float, source: str, target: str, *packs: str) -> MeasuredRoute:
    score = Score(bleu=bleu, chrf=None, on=FLORES, by=MeasuredBy.DRAGOMAN)
    return MeasuredRoute(source=source, target=target, packs=packs, writes="", score=score)


def finder(*packs: Pack, whole: tuple[MeasuredRoute, ...] = (), **load_of: float) -> RouteFinder:
    catalogue = Catalogue(packs, {STARTER_GROUP: ("ears",)}, whole)
    return RouteFinder(catalogue, load_of=load_of.get)


def packs_of(routes: tuple[Route, ...]) -> list[tuple[str, ...]]:
    return [route.packs for route in routes]


class TestSearch:
    """Which routes there are."""

    def test_a_path_goes_through_a_speech_pack_and_at_most_two_text_packs(self) -> None:
        found = finder(ears(), text("fr", "en"), text("en", "es"), text("es", "pt"))
        assert packs_of(found.routes("fr", "fr")) == [("ears",)]
        assert set(packs_of(found.routes("fr", "en"))) == {("ears",), ("ears", "fr-en")}
        assert set(packs_of(found.routes("fr", "es"))) == {
            ("ears", "en-es"),
            ("ears", "fr-en", "en-es"),
        }
        assert packs_of(found.routes("fr", "pt")) == [("ears", "en-es", "es-pt")]
        assert found.routes("fr", "it") == ()
        assert found.routes("it", "en") == ()

    def test_a_path_says_which_languages_it_leads_through(self) -> None:
        polyglot = replace(
            text("fr", "en"), id="polyglot", pairs=(("fr", "en"), ("en", "de"), ("fr", "de"))
        )
        found = finder(ears(), polyglot)
        assert {(r.languages, r.text) for r in found.routes("fr", "de")} == {
            (("fr", "de"), ("polyglot",)),
            (("fr", "en", "de"), ("polyglot", "polyglot")),
            (("en", "de"), ("polyglot",)),
        }

    def test_a_model_of_one_pass_writes_only_what_its_pairs_say(self) -> None:
        canary = ears("canary", pairs=(("en", "fr"), ("en", "de"), ("fr", "en"), ("de", "en")))
        found = finder(canary)
        assert packs_of(found.routes("en", "de")) == [("canary",)]
        assert found.routes("fr", "de") == ()
        assert found.directions == (("de", "en"), ("en", "de"), ("en", "fr"), ("fr", "en"))

    def test_no_language_comes_twice(self) -> None:
        found = finder(ears(pairs=()), text("fr", "en"), text("en", "fr"), text("en", "de"))
        assert packs_of(found.routes("fr", "de")) == [("ears", "fr-en", "en-de")]
        assert packs_of(found.routes("fr", "fr")) == [("ears",)]

    @pytest.mark.parametrize(
        ("pair", "message"),
        [(("fr", "de"), "French into German"), (("xx", "en"), "xx into English")],
    )
    def test_where_no_path_leads_the_languages_are_named(
        self, pair: tuple[str, str], message: str
    ) -> None:
        with pytest.raises(RouteError, match=message):
            finder(ears(pairs=())).best(*pair, installed=())
        with pytest.raises(RouteError, match="transcribes German"):
            finder(ears(transcribes=False)).best("de", "de", installed=())


class TestRanking:
    """Which route is the best."""

    def test_what_was_measured_as_a_whole_counts_as_measured(self) -> None:
        two, one = (
            whole(9.0, "fr", "de", "ears", "fr-en", "en-de"),
            whole(12.0, "fr", "de", "ears", "en-de"),
        )
        figures = measured(fr=10, fr_en=10)
        packs = (ears(measurements=figures), text("fr", "en", 40), text("en", "de", 40))
        best, other = finder(*packs, whole=(two, one)).routes("fr", "de")
        assert (best.packs, best.estimate, best.score) == (("ears", "en-de"), 12.0, one.score)
        assert (other.estimate, other.score) == (9.0, two.score)

    def test_the_estimate_is_composed_of_what_the_packs_scored(self) -> None:
        packs = (
            ears(measurements=measured(fr=20, fr_en=25)),
            text("fr", "en", 50),
            text("en", "de", 40),
        )
        found = finder(*packs)
        (transcript,) = found.routes("fr", "fr")
        assert transcript.estimate == pytest.approx(80)
        assert [r.estimate for r in found.routes("fr", "en")] == pytest.approx([0.8 * 50, 25])
        assert [r.estimate for r in found.routes("fr", "de")] == pytest.approx(
            [40 * (0.8 * 0.5) ** 0.5, 40 * 0.25**0.5]
        )

    def test_estimates_are_scaled_as_measured_paths_are(self) -> None:
        packs = (
            ears(measurements=measured(en=20)),
            text("en", "de", 20),
            text("en", "de", 40, named="better"),
        )
        best, known = finder(*packs, whole=(whole(4.0, "en", "de", "ears", "en-de"),)).routes(
            "en", "de"
        )
        assert (known.packs, known.estimate) == (("ears", "en-de"), 4.0)
        assert best.packs == ("ears", "better")
        assert best.estimate == pytest.approx(8.0)

    def test_what_nobody_measured_stands_between_the_poor_and_the_good(self) -> None:
        mine = ears(measurements=measured(en=20))
        poor, good = text("en", "de", 20, named="poor"), text("en", "de", 30, named="good")
        best, unknown, worst = finder(mine, poor, text("en", "de"), good).routes("en", "de")
        assert (best.packs, worst.packs) == (("ears", "good"), ("ears", "poor"))
        assert unknown.estimate is None
        # Where all else is equal, what is known goes first.
        mediocre = text("en", "de", 25, named="mediocre")
        best, _unknown = finder(mine, text("en", "de"), mediocre).routes("en", "de")
        assert best.packs == ("ears", "mediocre")

    def test_a_pack_of_one_pass_that_nobody_measured_goes_before_poor_packs(self) -> None:
        found = RouteFinder(Catalogue.shipped())
        installed = {*Catalogue.shipped().groups[STARTER_GROUP], "canary-180m-flash"}
        for source, target in (("fr", "en"), ("en", "fr"), ("en", "de"), ("en", "es")):
            route = found.best(source, target, installed=installed)
            assert route.packs == ("canary-180m-flash",)
        with_firefox = found.best("de", "en", installed={*installed, "firefox-de-en"})
        assert with_firefox.packs == ("canary-180m-flash", "firefox-de-en")

    def test_a_larger_size_is_taken_to_be_as_good_as_a_smaller_one_and_chosen(self) -> None:
        small = ears(measurements=measured(en=5, fr_en=20))
        large = ears(
            "big-ears", size=9_000_000, larger_than="ears", measurements=measured(en=6, fr=3)
        )
        found = finder(small, large)
        assert packs_of(found.routes("en", "en")) == [("big-ears",), ("ears",)]
        assert packs_of(found.routes("fr", "en")) == [("big-ears",), ("ears",)]
        assert found.routes("en", "en")[0].estimate == pytest.approx(95)

    def test_of_equals_fewer_packs_then_the_smaller_are_taken(self) -> None:
        direct = text("fr", "de", size=5_000_000)
        packs = (ears(pairs=()), text("fr", "en"), text("en", "de"), direct)
        assert packs_of(finder(*packs).routes("fr", "de")) == [
            ("ears", "fr-de"),
            ("ears", "fr-en", "en-de"),
        ]
        light = text("fr", "de", named="light")
        assert packs_of(finder(*packs, light).routes("fr", "de"))[0] == ("ears", "light")

    def test_what_this_machine_does_not_carry_comes_last(self) -> None:
        slow = ears("slow", measurements=measured(fr=1))
        packs = (ears(measurements=measured(fr=30)), slow)
        assert packs_of(finder(*packs).routes("fr", "fr")) == [("slow",), ("ears",)]
        assert packs_of(finder(*packs, slow=1.5).routes("fr", "fr")) == [("ears",), ("slow",)]
        assert packs_of(finder(*packs, slow=0.5).routes("fr", "fr")) == [("slow",), ("ears",)]
        # The packs of a route take turns on the same processor.
        fast = text("fr", "en", 50, named="fast")
        direct, cascade = (("ears",), ("ears", "fast"))
        figures = measured(fr=10, fr_en=10)
        ranked = finder(ears(measurements=figures), fast, ears=0.5, fast=0.4).routes("fr", "en")
        assert packs_of(ranked) == [direct, cascade]

    @given(
        st.floats(0, 99),
        st.lists(st.floats(1, 100), min_size=3, max_size=3),
        st.integers(0, 2),
        st.floats(0, 50),
    )
    def test_a_better_pack_never_makes_an_estimate_worse(
        self, errors: float, bleus: list[float], which: int, gain: float
    ) -> None:
        def estimate(bleus: list[float]) -> dict[tuple[str, ...], float]:
            one_pass, first, second = bleus
            found = finder(
                ears(measurements=measured(fr=errors, fr_en=one_pass)),
                text("fr", "en", first),
                text("en", "de", second),
            )
            return {r.languages: r.estimate or 0 for r in found.routes("fr", "de")}

        before = estimate(bleus)
        after = estimate([min(100, b + gain * (n == which)) for n, b in enumerate(bleus)])
        assert all(after[way] >= before[way] - 1e-9 for way in before)


class TestChoice:
    """What is taken of what is installed, and what is advised."""

    @pytest.mark.parametrize(
        ("installed", "packs"),
        [
            ({"ears", "en-de"}, ("ears", "en-de")),
            ({"ears", "en-de", "one"}, ("one",)),
            ({"one"}, ("one",)),
            # None is installed: the least to install, and of equals the starter packs.
            ({"en-de"}, ("ears", "en-de")),
            ({"ears"}, ("one",)),
        ],
    )
    def test_the_best_installed_path_is_chosen_or_the_one_that_lacks_least(
        self, installed: set[str], packs: tuple[str, ...]
    ) -> None:
        one = ears("one", pairs=(("en", "de"),), measurements=measured(en=1, en_de=50))
        starter = ears(measurements=measured(en=10))
        found = finder(one, starter, text("en", "de", 30))
        assert found.best("en", "de", installed=installed).packs == packs

    def test_a_clearly_better_path_is_advised_the_smallest_of_the_nearly_best(self) -> None:
        figures = measured(fr=20, fr_en=10)
        huge = text("fr", "en", 41, named="huge", size=900_000_000)
        mine = ears(measurements=figures)
        found = finder(mine, text("fr", "en", 40), huge, text("fr", "en", 20, named="tiny", size=1))
        installed = {"ears"}
        now = found.best("fr", "en", installed=installed)
        advice = found.improvement(now, installed=installed)
        assert advice is not None
        assert (advice.missing, advice.download_bytes) == (("fr-en",), 1_000_000)
        better = found.best("fr", "en", installed={"ears", "fr-en"})
        assert found.improvement(better, installed={"ears", "fr-en"}) is None

    def test_what_is_worth_nothing_is_not_advised_against_itself(self) -> None:
        found = finder(ears(measurements=measured(fr=100)))
        now = found.best("fr", "fr", installed={"ears"})
        assert now.estimate == 0
        assert found.improvement(now, installed={"ears"}) is None

    def test_nothing_is_advised_that_this_machine_does_not_carry(self) -> None:
        mine = ears(measurements=measured(fr=20, fr_en=10))
        slow = text("fr", "en", 40, named="slow")
        found = finder(mine, slow, slow=2.0)
        now = found.best("fr", "en", installed={"ears"})
        assert found.improvement(now, installed={"ears"}) is None


class TestOneEntry:
    """A pack is added by its entry alone."""

    ENTRY = """
[[packs]]
id = "{id}"
title = "{id}"
role = "{role}"
family = "{family}"
{abilities}
licence = "MIT"
attribution = "nobody"
note = "made for a test"
download_bytes = 1
installed_bytes = 1
converter = "copy"
{measurements}
[[packs.files]]
name = "model.bin"
sha256 = "{sha256}"
size = 1

[[packs.files.sources]]
kind = "hub"
repo = "nobody/nothing"
revision = "{revision}"
path = "model.bin"
"""

    @pytest.fixture
    def add(self, tmp_path: Path) -> Callable[..., Catalogue]:
        """Loads the shipped catalogue with entries added at its end."""
        shipped = Path(str(models.__file__)).parents[2] / "resources" / "catalogue.toml"

        def load(*entries: dict[str, str]) -> Catalogue:
            added = "".join(
                self.ENTRY.format(
                    **{"measurements": "", "sha256": "0" * 64, "revision": "0" * 40} | entry
                )
                for entry in entries
            )
            path = tmp_path / "catalogue.toml"
            path.write_text(shipped.read_text(encoding="utf-8") + added, encoding="utf-8")
            return Catalogue.load(path)

        return load

    def test_a_text_pack_and_a_voice_open_a_language_everywhere(
        self,
        add: Callable[..., Catalogue],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        catalogue = add(
            {
                "id": "en-it",
                "role": "text",
                "family": "marian",
                "abilities": 'pairs = [["en", "it"]]',
            },
            {
                "id": "italian",
                "role": "voice",
                "family": "kokoro",
                "abilities": 'languages = ["it"]',
            },
        )
        store = PackStore(tmp_path / "models", catalogue)
        installed = {*catalogue.groups[STARTER_GROUP], "en-it", "italian"}
        monkeypatch.setattr(store, "installed", lambda: frozenset(installed))
        planner = Planner(store, VoiceCatalogue.load)
        config = SessionConfig(source="fr", target="it", speaks=False)
        assert planner.plan(config).packs[:2] == ("whisper-base", "en-it")
        assert planner.pack_for(Role.VOICE, language="it") == "italian"
        served = planner.served_directions()
        for source in ("en", "fr", "de", "es", "pt"):
            assert (source, "it") in served
        assert ("it", "en") in served
        monkeypatch.setattr(models, "open_store", lambda: store)
        assert main(["models", "directions", "--json"]) == 0
        lines = json.loads(capsys.readouterr().out)
        (line,) = (one for one in lines if (one["source"], one["target"]) == ("fr", "it"))
        assert line["now"]["packs"] == ["whisper-base", "en-it"]
        assert main(["models", "directions", "--markdown"]) == 0
        assert f"| French | {language_name('it')} |" in capsys.readouterr().out

    @pytest.mark.parametrize("shipped", ["silero-vad", "resemblyzer"])
    def test_a_pack_of_the_other_roles_serves_where_it_is_the_one_installed(
        self,
        add: Callable[..., Catalogue],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        shipped: str,
    ) -> None:
        like = Catalogue.shipped().pack(shipped)
        role = like.role
        catalogue = add({"id": "other", "role": role, "family": like.family, "abilities": ""})
        store = PackStore(tmp_path / "models", catalogue)
        installed = {*catalogue.groups[STARTER_GROUP], "other"}
        monkeypatch.setattr(store, "installed", lambda: frozenset(installed))
        planner = Planner(store, VoiceCatalogue.load)
        assert planner.pack_for(role) == shipped
        installed.remove(shipped)
        assert planner.pack_for(role) == "other"
        config = SessionConfig(source="fr", target="en", speaks=False)
        assert ("other" in planner.plan(config).packs) == (role is Role.VAD)

    def test_a_speech_pack_of_one_pass_serves_at_once_where_it_is_better(
        self, add: Callable[..., Catalogue]
    ) -> None:
        catalogue = add(
            {
                "id": "canary",
                "role": "speech",
                "family": "whisper",
                "abilities": 'languages = ["en", "de"]\ntranscribes = true\n'
                'pairs = [["en", "de"], ["de", "en"]]',
                "measurements": '[[packs.measurements]]\non = "FLEURS"\nby = "publisher"\n'
                "word_error_rate = { en = 4, de = 5 }\nbleu = { en-de = 32, de-en = 35 }",
            }
        )
        found = RouteFinder(catalogue)
        installed = {*catalogue.groups[STARTER_GROUP], "canary"}
        assert found.best("en", "de", installed=installed).packs == ("canary",)
        assert found.best("de", "en", installed=installed).packs == ("canary",)
        assert found.best("fr", "en", installed=installed).packs == ("whisper-base",)
        assert found.best("de", "de", installed=installed).packs == ("canary",)


class TestPublishedFigures:
    """What publishers say of a pack comes from other tests than whole found."""

    def test_a_published_translation_is_scaled_like_the_figures_of_other_packs(self) -> None:
        # The route of the starter packs scores half of what its packs promise.
        found = finder(
            ears(pairs=(), measurements=measured(en=0)),
            text("en", "de", 40),
            ears("canary", pairs=(("en", "de"),), measurements=measured(en_de=30)),
            whole=(whole(20, "en", "de", "ears", "en-de"),),
        )
        cascade, one_pass = found.routes("en", "de")[:2]
        assert (cascade.packs, cascade.estimate) == (("ears", "en-de"), 20)
        assert one_pass.packs == ("canary",)
        assert one_pass.estimate == pytest.approx(15)
        assert one_pass.score is None
        assert quality(one_pass)[1] is Basis.EXPECTED

    def test_it_is_told_as_published_where_nothing_measured_here_scales_it(self) -> None:
        mine = ears("canary", pairs=(("en", "de"),), measurements=measured(en=5, en_de=30))
        one_pass, cascade = finder(mine, text("en", "de", 20)).routes("en", "de")
        assert one_pass.packs == ("canary",)
        assert one_pass.score is not None
        assert (one_pass.estimate, one_pass.score.by) == (30, MeasuredBy.PUBLISHER)
        assert quality(one_pass)[1] is Basis.PUBLISHED
        assert quality(cascade)[1] is Basis.EXPECTED


class TestDetection:
    """What tells the languages apart where none is given."""

    @pytest.fixture
    def plan(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., tuple[dict[str, str], str | None, tuple[str, ...]]]:
        """The speech pack of each language, the detector and all packs."""

        def plan(
            *installed: str, packs: tuple[Pack, ...], source: str | None = None, target: str = "en"
        ) -> tuple[dict[str, str], str | None, tuple[str, ...]]:
            silence = pack("silence", "silero")
            store = PackStore(
                tmp_path / "models", Catalogue((*packs, silence), {STARTER_GROUP: ("ears",)})
            )
            monkeypatch.setattr(store, "installed", lambda: frozenset({*installed, "silence"}))
            found = Planner(store, VoiceCatalogue.load).plan(
                SessionConfig(source=source, target=target, speaks=False)
            )
            speech = {language: route.speech for language, route in found.routes.items()}
            return speech, found.detector_pack, found.packs

        return plan

    CANARY = pack(
        "canary",
        "canary",
        languages=("en", "fr", "de"),
        pairs=(("fr", "en"), ("de", "en"), ("en", "fr")),
        measurements=measured(en=4, fr=5, fr_en=35, de_en=35),
    )

    def test_a_model_that_hears_anyway_is_asked(self, plan: Callable[..., Any]) -> None:
        speech, detector, packs = plan("ears", packs=(ears(), ears("other", size=1)))
        assert speech == {"fr": "ears", "de": "ears", "en": "ears"}
        assert detector == "ears"
        assert packs == ("ears", "silence")

    def test_a_model_that_cannot_tell_borrows_the_smallest_that_can(
        self, plan: Callable[..., Any]
    ) -> None:
        large = ears("large", size=9_000_000, pairs=())
        small = ears("small", size=2_000_000, pairs=(), languages=("fr", "en"))
        speech, detector, packs = plan(
            "canary", "large", "small", packs=(large, small, self.CANARY)
        )
        # German cannot be offered: who would say that it is German?
        assert speech == {"fr": "canary", "en": "canary"}
        assert detector == "small"
        assert set(packs) == {"canary", "small", "silence"}

    def test_where_none_is_installed_it_is_missing_like_any_pack(
        self, plan: Callable[..., Any]
    ) -> None:
        _, detector, packs = plan("canary", packs=(ears(pairs=()), self.CANARY))
        assert detector == "ears"
        assert "ears" in packs

    def test_a_language_that_is_given_needs_none(self, plan: Callable[..., Any]) -> None:
        speech, detector, packs = plan("canary", packs=(ears(), self.CANARY), source="fr")
        assert speech == {"fr": "canary"}
        assert detector is None
        assert packs == ("canary", "silence")

    def test_without_anything_that_can_there_is_no_plan(self, plan: Callable[..., Any]) -> None:
        with pytest.raises(RouteError):
            plan("canary", packs=(self.CANARY,))


def test_who_is_to_write_down_several_languages_writes_down_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = [ears("few", languages=("en", "fr")), ears("many")]
    store = PackStore(tmp_path, Catalogue(packs))
    installed = {"few"}
    monkeypatch.setattr(store, "installed", lambda: frozenset(installed))
    planner = Planner(store, VoiceCatalogue.load)
    assert planner.transcriber_pack(["en", "fr"]) == "few"
    assert planner.transcriber_pack(["en", "de"]) is None
    installed.add("many")
    assert planner.transcriber_pack(["en", "de"]) == "many"


class TestOutlook:
    """What serves a direction of the shipped catalogue, and how good that is."""

    def test_the_starter_pack_and_what_is_better(self) -> None:
        catalogue = Catalogue.shipped()
        starter = catalogue.groups[STARTER_GROUP]
        outlook = RouteFinder(catalogue).outlook("fr", "en", installed=starter)
        assert outlook.now is not None
        assert quality(outlook.now) == (Quality.EVERYDAY, Basis.MEASURED)
        assert outlook.better is not None
        words, basis = quality(outlook.better.route)
        assert words in (Quality.GOOD, Quality.VERY_GOOD)
        assert basis is not Basis.NONE

    def test_nothing_installed_takes_all_that_a_session_needs(self) -> None:
        finder = RouteFinder(Catalogue.shipped())
        outlook = finder.outlook("fr", "en", installed=())
        assert outlook.now is None
        assert outlook.better is not None
        assert outlook.better.missing == finder.recommended("fr", "en")
        assert {"kokoro", "silero-vad"} <= set(outlook.better.missing)

    def test_what_nobody_measured_is_told_so(self) -> None:
        route = Route(source="fr", target="en", speech="x", text=(), languages=("en",))
        assert quality(route) == (Quality.UNKNOWN, Basis.NONE)
