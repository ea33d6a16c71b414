import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.history.export import export_session
from app.history.store import HistoryStore, StreamEvent, StreamNote
from app.workshop.recording import CALL_FAR, CALL_NEAR, LECTURE, RecordedStream, read_events
from engine.errors import OutputError
from engine.events import LanguagesChanged, TextCorrected, TextTentative
from engine.messages import Code
from tests.helpers.events import committed, speech_ended, transcript
from tests.helpers.raising import raises

_NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
_LECTURE = (StreamNote(stream="0", speaker="", source="fr", target="en"),)
_CALL = (
    StreamNote(stream="0", speaker="You", source="en", target="pt"),
    StreamNote(stream="1", speaker="Them", source=None, target="en"),
)


def _recorded(stream: RecordedStream, name: str = "0") -> list[StreamEvent]:
    return [(name, event) for event in read_events(stream)]


def _keep(
    store: HistoryStore, events: list[StreamEvent], *, began: datetime = _NOW, title: str = ""
) -> int:
    number = store.begin(_LECTURE, began=began, title=title)
    store.append(number, events)
    store.finish(number)
    return number


@pytest.fixture(params=[None, False], ids=["full text", "plain"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> HistoryStore:
    return HistoryStore(tmp_path / "history", full_text=request.param)


def test_what_was_kept_is_read_back_but_for_guesses(store: HistoryStore) -> None:
    events = _recorded(LECTURE)
    number = _keep(store, events)
    kept = [item for item in events if not isinstance(item[1], TextTentative)]
    assert store.events(number) == kept


def test_the_list_has_the_newest_first_and_says_what_each_was(store: HistoryStore) -> None:
    _keep(store, _recorded(LECTURE))
    call = store.begin(_CALL, began=_NOW + timedelta(hours=1))
    store.append(call, [*_recorded(CALL_NEAR), *_recorded(CALL_FAR, "1")])
    store.finish(call)
    newest, oldest = store.sessions()
    assert newest.streams == _CALL
    assert newest.began == _NOW + timedelta(hours=1)
    assert oldest.duration_s == pytest.approx(56, abs=1)


def test_the_list_tells_of_languages_that_changed(store: HistoryStore) -> None:
    changed = LanguagesChanged(source="de", target="en", heard=16_000)
    _keep(store, [*_recorded(LECTURE), ("0", changed), ("0", committed(" More.", 16_000, 32_000))])
    _keep(store, _recorded(LECTURE))
    newest, oldest = store.sessions()
    assert newest.changes == ()
    assert oldest.changes == (("0", "de", "en"),)


def test_words_are_found_without_accents_and_from_their_beginnings(store: HistoryStore) -> None:
    crepes = _keep(store, _recorded(LECTURE))
    _keep(store, [("0", committed(" Nothing of the kind.")), ("0", speech_ended())])
    assert [session.number for session in store.sessions("crep")] == [crepes]
    assert [session.number for session in store.sessions("CREPES flour")] == [crepes]
    assert "crepes" in store.sessions("crepes")[0].snippet
    assert store.sessions("crepes kind") == []


def test_accents_do_not_matter_to_the_index(tmp_path: Path) -> None:
    with HistoryStore(tmp_path, full_text=True) as store:
        _keep(store, [("0", transcript(" Não à crêpe.")), ("0", speech_ended())])
        assert len(store.sessions("nao crepe")) == 1


@pytest.mark.parametrize("words", ['"', "' OR 1", "a* AND", "(", "NEAR(", "%", "_", "-x", "text:"])
def test_what_looks_like_a_query_is_only_words(store: HistoryStore, words: str) -> None:
    _keep(store, [("0", committed(" Hello.")), ("0", speech_ended())])
    assert store.sessions(words) == []


def test_titles_are_given_and_found(store: HistoryStore) -> None:
    number = _keep(store, [("0", committed(" Hello."))])
    store.rename(number, "Budget 2027")
    assert [session.title for session in store.sessions("budget")] == ["Budget 2027"]


def test_deleted_text_is_gone_from_the_disk(store: HistoryStore, tmp_path: Path) -> None:
    kept = _keep(store, [("0", committed(" Keep strawberries.")), ("0", speech_ended())])
    gone = _keep(
        store,
        [
            item
            for n in range(300)
            for item in (("0", committed(f" Secret marmalade {n}.")), ("0", speech_ended()))
        ],
        title="Marmalade talk",
    )
    recording = store.recordings_folder(gone) / "0.heard.wav"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(b"sound")
    store.delete([gone])
    assert [session.number for session in store.sessions()] == [kept]
    assert store.sessions("marmalade") == []
    assert not recording.exists()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    everything = b"".join(path.read_bytes() for path in files).lower()
    assert b"marmalade" not in everything
    assert b"strawberries" in everything


def test_a_number_is_never_given_twice(store: HistoryStore) -> None:
    first = _keep(store, [("0", committed(" One."))])
    store.delete([first])
    assert _keep(store, [("0", committed(" Two."))]) != first


def test_a_session_without_a_word_is_forgotten(store: HistoryStore) -> None:
    _keep(store, [("0", speech_ended())])
    assert store.sessions() == []


def test_old_sessions_are_deleted(store: HistoryStore) -> None:
    _keep(store, [("0", committed(" Old."))], began=_NOW - timedelta(days=40))
    new = _keep(store, [("0", committed(" New."))], began=_NOW - timedelta(days=20))
    assert store.delete_older_than(timedelta(days=30), now=_NOW) == 1
    assert [session.number for session in store.sessions()] == [new]


def test_a_session_that_was_cut_off_is_complete_at_the_next_start(tmp_path: Path) -> None:
    with HistoryStore(tmp_path) as store:
        number = store.begin(_LECTURE, began=_NOW)
        store.append(number, _recorded(LECTURE))
    with HistoryStore(tmp_path) as store:
        assert [session.number for session in store.sessions("crepes")] == [number]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights than these")
def test_only_this_user_may_read_it(tmp_path: Path) -> None:
    with HistoryStore(tmp_path / "history"):
        assert (tmp_path / "history").stat().st_mode & 0o077 == 0
        assert (tmp_path / "history" / "history.sqlite3").stat().st_mode & 0o077 == 0


def test_a_damaged_file_is_one_sentence_for_the_user(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").write_bytes(b"no database at all, but long enough" * 99)
    with raises(OutputError, Code.HISTORY_UNUSABLE):
        HistoryStore(tmp_path)


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    HistoryStore(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "history.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(OutputError, match="newer Dragoman"):
        HistoryStore(tmp_path)


def test_a_folder_that_cannot_be_is_one_sentence_for_the_user(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with raises(OutputError, Code.HISTORY_FOLDER_DENIED):
        HistoryStore(tmp_path / "file" / "history")


def test_a_correction_is_kept_found_and_exported(store: HistoryStore, tmp_path: Path) -> None:
    events: list[StreamEvent] = [
        ("0", committed(" Fizikella wins.", 0, 16_000)),
        ("0", speech_ended()),
    ]
    number = _keep(store, events)
    change = TextCorrected(
        before="Fizikella wins.",
        text="Fisichella wins.",
        is_target=True,
        source_start=0,
        source_end=0,
        heard=0,
    )
    store.correct(number, [("0", change)])
    assert store.events(number) == [*events, ("0", change)]
    assert [session.number for session in store.sessions("Fisichella")] == [number]
    assert store.sessions("Fizikella") == []
    for name, shown in (("a.srt", "Fisichella wins."), ("a.md", "\u270e")):
        export_session(tmp_path / name, store.events(number), streams=store.streams(number))
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert shown in text
        assert "Fizikella" not in text
