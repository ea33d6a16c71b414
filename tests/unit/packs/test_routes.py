"""Which path serves each direction, recorded when the paths were a list written by hand.

The planner derives them; for these sets of packs it has to choose what the list chose.
"""

from typing import Final

import pytest

from engine.packs.catalogue import Catalogue
from engine.packs.entries import STARTER_GROUP
from engine.packs.routes import RouteFinder

RECORDED: Final = {
    "nothing": {
        "en-fr": "whisper-base>en dragoman-en-fr",
        "en-de": "whisper-base>en dragoman-en-de",
        "en-es": "whisper-base>en dragoman-en-es",
        "en-pt": "whisper-base>en marian-en-pt",
        "fr-en": "whisper-base>en",
        "fr-de": "whisper-base>en dragoman-en-de",
        "fr-es": "whisper-base>en dragoman-en-es",
        "fr-pt": "whisper-base>en marian-en-pt",
        "de-en": "whisper-base>en",
        "de-fr": "whisper-base>en dragoman-en-fr",
        "de-es": "whisper-base>en dragoman-en-es",
        "de-pt": "whisper-base>en marian-en-pt",
        "es-en": "whisper-base>en",
        "es-fr": "whisper-base>en dragoman-en-fr",
        "es-de": "whisper-base>en dragoman-en-de",
        "es-pt": "whisper-base>en marian-en-pt",
        "pt-en": "whisper-base>en",
        "pt-fr": "whisper-base>en dragoman-en-fr",
        "pt-de": "whisper-base>en dragoman-en-de",
        "pt-es": "whisper-base>en dragoman-en-es",
    },
    "starter": {
        "en-fr": "whisper-base>en dragoman-en-fr",
        "en-de": "whisper-base>en dragoman-en-de",
        "en-es": "whisper-base>en dragoman-en-es",
        "en-pt": "whisper-base>en marian-en-pt",
        "fr-en": "whisper-base>en",
        "fr-de": "whisper-base>en dragoman-en-de",
        "fr-es": "whisper-base>en dragoman-en-es",
        "fr-pt": "whisper-base>en marian-en-pt",
        "de-en": "whisper-base>en",
        "de-fr": "whisper-base>en dragoman-en-fr",
        "de-es": "whisper-base>en dragoman-en-es",
        "de-pt": "whisper-base>en marian-en-pt",
        "es-en": "whisper-base>en",
        "es-fr": "whisper-base>en dragoman-en-fr",
        "es-de": "whisper-base>en dragoman-en-de",
        "es-pt": "whisper-base>en marian-en-pt",
        "pt-en": "whisper-base>pt marian-pt-en",
        "pt-fr": "whisper-base>pt marian-pt-en dragoman-en-fr",
        "pt-de": "whisper-base>pt marian-pt-en dragoman-en-de",
        "pt-es": "whisper-base>pt marian-pt-en dragoman-en-es",
    },
    "whisper-small": {
        "en-fr": "whisper-small>en dragoman-en-fr",
        "en-de": "whisper-small>en dragoman-en-de",
        "en-es": "whisper-small>en dragoman-en-es",
        "en-pt": "whisper-small>en marian-en-pt",
        "fr-en": "whisper-small>en",
        "fr-de": "whisper-small>en dragoman-en-de",
        "fr-es": "whisper-small>en dragoman-en-es",
        "fr-pt": "whisper-small>en marian-en-pt",
        "de-en": "whisper-small>en",
        "de-fr": "whisper-small>en dragoman-en-fr",
        "de-es": "whisper-small>en dragoman-en-es",
        "de-pt": "whisper-small>en marian-en-pt",
        "es-en": "whisper-small>en",
        "es-fr": "whisper-small>en dragoman-en-fr",
        "es-de": "whisper-small>en dragoman-en-de",
        "es-pt": "whisper-small>en marian-en-pt",
        "pt-en": "whisper-small>pt marian-pt-en",
        "pt-fr": "whisper-small>pt marian-pt-en dragoman-en-fr",
        "pt-de": "whisper-small>pt marian-pt-en dragoman-en-de",
        "pt-es": "whisper-small>pt marian-pt-en dragoman-en-es",
    },
    "firefox": {
        "en-fr": "whisper-base>en firefox-en-fr",
        "en-de": "whisper-base>en firefox-en-de",
        "en-es": "whisper-base>en firefox-en-es",
        "en-pt": "whisper-base>en firefox-en-pt",
        "fr-en": "whisper-base>fr firefox-fr-en",
        "fr-de": "whisper-base>fr firefox-fr-en firefox-en-de",
        "fr-es": "whisper-base>fr firefox-fr-en firefox-en-es",
        "fr-pt": "whisper-base>fr firefox-fr-en firefox-en-pt",
        "de-en": "whisper-base>de firefox-de-en",
        "de-fr": "whisper-base>de firefox-de-en firefox-en-fr",
        "de-es": "whisper-base>de firefox-de-en firefox-en-es",
        "de-pt": "whisper-base>de firefox-de-en firefox-en-pt",
        "es-en": "whisper-base>es firefox-es-en",
        "es-fr": "whisper-base>es firefox-es-en firefox-en-fr",
        "es-de": "whisper-base>es firefox-es-en firefox-en-de",
        "es-pt": "whisper-base>es firefox-es-en firefox-en-pt",
        "pt-en": "whisper-base>pt firefox-pt-en",
        "pt-fr": "whisper-base>pt firefox-pt-en firefox-en-fr",
        "pt-de": "whisper-base>pt firefox-pt-en firefox-en-de",
        "pt-es": "whisper-base>pt firefox-pt-en firefox-en-es",
    },
    "all": {
        "en-fr": "whisper-small>en firefox-en-fr",
        "en-de": "whisper-small>en firefox-en-de",
        "en-es": "whisper-small>en firefox-en-es",
        "en-pt": "whisper-small>en firefox-en-pt",
        "fr-en": "whisper-small>fr firefox-fr-en",
        "fr-de": "whisper-small>fr firefox-fr-en firefox-en-de",
        "fr-es": "whisper-small>fr firefox-fr-en firefox-en-es",
        "fr-pt": "whisper-small>fr firefox-fr-en firefox-en-pt",
        "de-en": "whisper-small>de firefox-de-en",
        "de-fr": "whisper-small>de firefox-de-en firefox-en-fr",
        "de-es": "whisper-small>de firefox-de-en firefox-en-es",
        "de-pt": "whisper-small>de firefox-de-en firefox-en-pt",
        "es-en": "whisper-small>es firefox-es-en",
        "es-fr": "whisper-small>es firefox-es-en firefox-en-fr",
        "es-de": "whisper-small>es firefox-es-en firefox-en-de",
        "es-pt": "whisper-small>es firefox-es-en firefox-en-pt",
        "pt-en": "whisper-small>pt firefox-pt-en",
        "pt-fr": "whisper-small>pt firefox-pt-en firefox-en-fr",
        "pt-de": "whisper-small>pt firefox-pt-en firefox-en-de",
        "pt-es": "whisper-small>pt firefox-pt-en firefox-en-es",
    },
}
"""By the set of packs, then by direction: the speech pack, what it writes, the text packs."""


def _installed(name: str, catalogue: Catalogue) -> frozenset[str]:
    if name == "nothing":
        return frozenset()
    added = {
        "starter": (),
        "whisper-small": ("whisper-small",),
        "firefox": tuple(p.id for p in catalogue.packs if p.id.startswith("firefox-")),
    }
    added["all"] = (*added["whisper-small"], *added["firefox"])
    return frozenset({*catalogue.groups[STARTER_GROUP], *added[name]})


@pytest.mark.parametrize("name", RECORDED)
def test_the_path_of_every_direction_is_the_one_that_was_listed(name: str) -> None:
    catalogue = Catalogue.shipped()
    installed = _installed(name, catalogue)
    paths = RouteFinder(catalogue)
    chosen = {}
    for direction in RECORDED[name]:
        source, target = direction.split("-")
        route = paths.best(source, target, installed=installed)
        chosen[direction] = " ".join((f"{route.speech}>{route.speech_target}", *route.text))
    assert chosen == RECORDED[name]
