"""Which routes count as working without a student of ours."""

from engine.families import Family, Role
from engine.packs.catalogue import Catalogue
from engine.packs.entries import Pack, Route
from engine.workshop.training.directions import OWN_PACK_PREFIX
from engine.workshop.training.record import without_students


def _pack(pack_id: str) -> Pack:
    return Pack(
        id=pack_id,
        title=pack_id,
        role=Role.TEXT,
        family=Family.MARIAN,
        languages=(),
        pairs=(("en", "es"),),
        tasks=(),
        translates_into=(),
        licence="MIT",
        attribution="nobody",
        note="",
        download_bytes=1,
        installed_bytes=1,
        exporter="marian",
        files=(),
    )


def _route(*text: str) -> Route:
    return Route(
        source="en",
        target="es",
        speech="ears",
        speech_target="en",
        text=text,
        bleu=None,
        chrf=None,
        measured="",
    )


def test_routes_through_students_of_ours_do_not_count() -> None:
    own = f"{OWN_PACK_PREFIX}en-es"
    packs = [_pack(own), _pack("other")]
    catalogue = Catalogue(packs, [_route(own), _route("other")], {"starter": (own,)})
    kept = without_students(catalogue)
    assert kept.routes("en", "es") == (_route("other"),)
    assert kept.packs == catalogue.packs
