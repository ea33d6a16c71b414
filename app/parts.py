"""What the windows share."""

from dataclasses import dataclass

from app.live_session import LiveEngine
from app.paths import AppPaths
from app.session_controller import SessionController
from app.theme.theme import ThemeKeeper
from app.threads import Background
from app.viewmodels.captions import CaptionModel
from app.viewmodels.devices import DeviceList
from app.viewmodels.history import History
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.packs import Library, PackInstaller
from app.viewmodels.preferences import Preferences


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
