"""What is kept of sessions."""

from app.dialogs.frame import styled_label
from app.dialogs.settings_pages.form import SettingsForm, with_part
from app.preferences import Preferences


class SessionsPage(SettingsForm):
    """Whether text and sound are kept."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.history = self.add_check(
            self.tr("&Keep the captions of sessions in the history"),
            lambda s: s.history.keeps_text,
            lambda s, is_on: with_part(s, "history", keeps_text=is_on),
        )
        self.add_check(
            self.tr("&Record the sound of sessions beside their captions"),
            lambda s: s.history.records_audio,
            lambda s, is_on: with_part(s, "history", records_audio=is_on),
        )
        self.form.addRow(
            styled_label(
                self.tr(
                    "Both stay on this computer and can be deleted in the history. Ask the people "
                    "who speak before you record them."
                ),
                role="quiet",
            )
        )
