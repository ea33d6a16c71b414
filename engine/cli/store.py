"""Where the models are, for every command: the only reader of DRAGOMAN_HOME."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore

HOME_VARIABLE: Final = "DRAGOMAN_HOME"


def home_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Dragoman's data folder: what DRAGOMAN_HOME names, or the platform's place for user data."""
    if home := environment.get(HOME_VARIABLE):
        return Path(home).expanduser().absolute()
    return platformdirs.user_data_path("dragoman", appauthor=False)


def open_store(environment: Mapping[str, str] = os.environ) -> PackStore:
    """Open the store of installed packs with the catalogue that ships with Dragoman.

    Raises:
        CatalogueError: the shipped catalogue is damaged.
    """
    return PackStore(home_folder(environment) / "models", Catalogue.shipped())
