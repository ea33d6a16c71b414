"""What is left of the catalogue without the students of ours."""

from engine.packs.catalogue import Catalogue
from engine.packs.entries import MeasuredBy, MeasuredRoute, Pack, Role, Score
from engine.workshop.training.directions import OWN_PACK_PREFIX
from engine.workshop.training.record import without_students


def _pack(pack_id: str) -> Pack:
    return Pack(
        id=pack_id,
        title=pack_id,
        role=Role.TEXT,
        family="marian",
        languages=(),
        pairs=(("en", "es"),),
        transcribes=False,
        licence="MIT",
        attribution="nobody",
        note="",
        download_bytes=1,
        installed_bytes=1,
        converter="marian",
        files=(),
    )


def test_students_of_ours_do_not_count() -> None:
    own = f"{OWN_PACK_PREFIX}en-es"
    score = Score(bleu=1.0, chrf=None, on="a test", by=MeasuredBy.DRAGOMAN)
    measured = [
        MeasuredRoute(source="en", target="es", packs=("ears", pack), writes="", score=score)
        for pack in (own, "other")
    ]
    packs = [_pack(own), _pack("other")]
    kept = without_students(Catalogue(packs, {"starter": (own, "other")}, measured))
    assert [pack.id for pack in kept.packs] == ["other"]
    assert kept.groups == {"starter": ("other",)}
    assert [path.packs for path in kept.measured] == [("ears", "other")]
