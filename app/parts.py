"""What the windows share."""

from dataclasses import dataclass

from app.background import Background
from app.captions.model import CaptionModel
from app.devices import DeviceList
from app.global_keys.keeper import GlobalKeys
from app.history.history import History
from app.installing import PackInstaller
from app.library import Library
from app.live_session import LiveEngine
from app.paths import AppPaths
from app.preferences import Preferences
from app.session_controller import SessionController
from app.theme.theme import ThemeKeeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Objects that live as long as the program, whichever windows are open."""

    paths: AppPaths
    preferences: Preferences
    theme: ThemeKeeper
    background: Background
    library: Library
    devices: DeviceList
    installer: PackInstaller
    engine: LiveEngine
    controller: SessionController
    captions: CaptionModel
    history: History
    keys: GlobalKeys
