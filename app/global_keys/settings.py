"""Which keys are heard while another program is in front."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.global_keys.contract import Combination, KeyAction


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalShortcuts:
    """Keys as Qt writes them portably; empty for none.

    The defaults are neither those of common desktops nor what keyboards of Dragoman's languages
    write with AltGr, which Windows takes for Ctrl and Alt.

    Attributes:
        is_on: whether any is asked for: each is taken from all other programs.
    """

    is_on: bool = False
    start_stop: str = "Ctrl+Alt+Return"
    hold_to_mute: str = "Ctrl+Alt+Space"
    hold_to_translate: str = "Ctrl+Alt+V"
    overlay: str = "Ctrl+Alt+K"

    def combinations(self) -> Mapping[KeyAction, Combination]:
        """The keys to ask for; what is no key, or would take letters away, is left out."""
        found = {}
        for action in KeyAction:
            combination = Combination.parse(str(getattr(self, action.value)))
            if combination is not None and combination.is_harmless:
                found[action] = combination
        return found
