import pytest

from app.settings import HistorySettings


def test_sound_is_kept_only_where_the_user_asks_for_it() -> None:
    assert HistorySettings().keeps_text
    assert not HistorySettings().records_audio


def test_days_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="keep_days"):
        HistorySettings(keep_days=-1)
