"""The files and folders that the window writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from engine.cli.store import HOME_VARIABLE, home_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPaths:
    """The folders of one user; none of them need exist yet.

    Attributes:
        config: settings and window geometry.
        data: models, history and recordings.
        logs: the log and crash reports.
    """

    config: Path
    data: Path
    logs: Path

    @classmethod
    def of_user(cls, environment: Mapping[str, str]) -> "AppPaths":
        """The platform's own places; everything below DRAGOMAN_HOME where that is set."""
        home = home_folder(environment)
        if environment.get(HOME_VARIABLE):
            return cls(config=home / "config", data=home, logs=home / "logs")
        return cls(
            config=platformdirs.user_config_path("dragoman", appauthor=False),
            data=home,
            logs=platformdirs.user_log_path("dragoman", appauthor=False),
        )

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    @property
    def geometry(self) -> Path:
        """Places and sizes of windows."""
        return self.config / "windows.ini"

    @property
    def models(self) -> Path:
        """The installed model packs."""
        return self.data / "models"

    @property
    def glossaries(self) -> Path:
        """The profiles' glossaries."""
        return self.data / "glossaries"

    @property
    def update_check(self) -> Path:
        """Says when it was asked for a newer version last."""
        return self.data / "update-check"

    @property
    def history(self) -> Path:
        """Past sessions and their recordings."""
        return self.data / "history"
