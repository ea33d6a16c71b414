"""What may be sent when; any text at all gives actions or a ProtocolError."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.glossary import Term
from engine.glossary_files import entry_of
from engine.service.wire import (
    MOST_REQUESTS,
    Audio,
    CatchUp,
    CloseCode,
    Connection,
    EndOfAnswer,
    EndOfStream,
    Endpoint,
    Extra,
    Failure,
    Feed,
    Flush,
    Inactivity,
    Open,
    ProtocolError,
    Setup,
    SpokenAudio,
    Step,
    Text,
    encode_message,
    parse_message,
)


def sent(type_: str, **fields: object) -> str:
    return json.dumps({"type": type_, **fields})


def feed(connection: Connection, *texts: str) -> list[Open | Feed]:
    actions: list[Open | Feed] = []
    for action in (each for text in texts for each in connection.receive(text)):
        assert isinstance(action, Open | Feed)
        actions.append(action)
    return actions


class TestParsing:
    def test_a_setup_as_the_official_client_sends_it(self) -> None:
        config = json.dumps({"target_language": "en", "extras": ["transcript"], "temp": 0.7})
        text = sent("setup", voice_id="en-us-heart", input_format="pcm", json_config=config)
        setup = parse_message(text)
        assert isinstance(setup, Setup)
        assert setup.voice_id == "en-us-heart"
        assert setup.close_ws_on_eos
        assert setup.config.target_language == "en"
        assert setup.config.extras == {Extra.TRANSCRIPT}

    def test_a_request_brings_its_own_terms(self) -> None:
        terms = [{"en": "charge sheet", "fr": {"written": "acte", "said": "a"}, "match_case": True}]
        text = sent("setup", keywords=["Fisichella"], json_config={"glossary": terms})
        setup = parse_message(text)
        assert isinstance(setup, Setup)
        name, charge = setup.config.glossary.terms
        assert name == Term.name("Fisichella")
        assert [entry_of(charge)] == terms

    def test_the_config_may_be_an_object(self) -> None:
        setup = parse_message(sent("setup", json_config={"padding_bonus": -2}))
        assert isinstance(setup, Setup)
        assert setup.config.padding_bonus == -2
        assert setup.config.speed is None

    def test_the_config_may_say_how_a_voice_speaks(self) -> None:
        setup = parse_message(sent("setup", json_config={"speed": 0.5, "pitch_semitones": -6}))
        assert isinstance(setup, Setup)
        assert (setup.config.speed, setup.config.pitch_semitones) == (0.5, -6)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "nonsense",
            "1" * 5000,
            "[" * 100_000,
            sent("hello"),
            sent("audio"),
            sent("audio", audio=1),
            sent("audio", audio="é"),
            sent("audio", audio="abc"),
            sent("text"),
            sent("text", text="a" * 20_001),
            sent("flush", flush_id=1.5),
            sent("flush", flush_id=True),
            sent("setup", client_req_id="a" * 201),
            sent("setup", close_ws_on_eos="yes"),
            sent("setup", json_config="["),
            sent("setup", json_config=[]),
            sent("setup", json_config={"padding_bonus": 5}),
            sent("setup", json_config={"padding_bonus": float("nan")}),
            sent("setup", json_config={"speed": 0.4}),
            sent("setup", json_config={"speed": float("nan")}),
            sent("setup", json_config={"pitch_semitones": -7}),
            sent("setup", json_config={"pitch_semitones": "high"}),
            sent("setup", json_config={"delay_in_frames": 6}),
            sent("setup", json_config={"delay_in_frames": "ten"}),
            sent("setup", json_config={"extras": ["all"]}),
            sent("setup", json_config={"extras": [[]]}),
            sent("setup", json_config={"keywords": "Fisichella"}),
            sent("setup", json_config={"keywords": [" "]}),
            sent("setup", json_config={"glossary": {"en": "word"}}),
            sent("setup", json_config={"glossary": [{"xx": "word"}]}),
            sent("setup", json_config={"glossary": ["word"]}),
            sent("setup", voice_id=7),
        ],
    )
    def test_what_is_wrong_is_a_violation_of_the_policy(self, text: str) -> None:
        with pytest.raises(ProtocolError) as caught:
            parse_message(text)
        assert caught.value.code is CloseCode.POLICY

    @given(st.binary(max_size=200), st.none() | st.text(max_size=20))
    def test_audio_survives_the_wire(self, audio: bytes, key: str | None) -> None:
        encoded = base64.b64encode(audio).decode()
        message = parse_message(sent("audio", audio=encoded, client_req_id=key))
        assert message == Audio(audio=audio, client_req_id=key)


class TestEncoding:
    def test_audio_is_base64(self) -> None:
        message = SpokenAudio(audio=b"\0\1", start_s=0.0, stop_s=0.08)
        assert json.loads(encode_message(message)) == {
            "type": "audio",
            "audio": "AAE=",
            "start_s": 0.0,
            "stop_s": 0.08,
            "stream_id": 0,
        }

    def test_codes_are_numbers_and_what_is_unknown_is_left_out(self) -> None:
        failure = Failure(message="no", code=CloseCode.INTERNAL)
        assert json.loads(encode_message(failure)) == {
            "type": "error",
            "message": "no",
            "code": 1011,
        }

    def test_steps_nest(self) -> None:
        vad = (Inactivity(horizon_s=0.5, inactivity_prob=1.0),)
        step = Step(step_idx=1, step_duration_s=0.08, total_duration_s=0.16, vad=vad)
        assert json.loads(encode_message(step))["vad"] == [
            {"horizon_s": 0.5, "inactivity_prob": 1.0}
        ]

    def test_half_a_surrogate_pair_does_not_break_the_socket(self) -> None:
        message = parse_message('{"type": "end_of_stream", "client_req_id": "\\ud800"}')
        assert isinstance(message, EndOfStream)
        encode_message(EndOfAnswer(client_req_id=message.client_req_id)).encode()


class TestConnection:
    @pytest.mark.parametrize("first", [sent("audio", audio=""), sent("end_of_stream")])
    def test_begins_with_a_setup(self, first: str) -> None:
        with pytest.raises(ProtocolError, match="first message must be a setup"):
            Connection(Endpoint.S2S).receive(first)

    def test_one_request(self) -> None:
        connection = Connection(Endpoint.ASR)
        actions = feed(
            connection,
            sent("setup"),
            sent("audio", audio="AAA="),
            sent("flush", flush_id=3),
            sent("end_of_stream"),
        )
        assert actions == [
            Open(key=None, setup=Setup()),
            Feed(key=None, message=Audio(audio=b"\0\0")),
            Feed(key=None, message=Flush(flush_id=3)),
            Feed(key=None, message=EndOfStream()),
        ]
        assert connection.finish(None)

    def test_catching_up_is_for_what_hears(self) -> None:
        connection = Connection(Endpoint.S2S)
        actions = feed(connection, sent("setup"), sent("catch_up"))
        assert actions[1:] == [Feed(key=None, message=CatchUp())]
        speaking = Connection(Endpoint.TTS)
        feed(speaking, sent("setup"))
        with pytest.raises(ProtocolError, match="catch up"):
            speaking.receive(sent("catch_up"))

    def test_nothing_follows_the_end(self) -> None:
        connection = Connection(Endpoint.ASR)
        feed(connection, sent("setup"), sent("end_of_stream"))
        with pytest.raises(ProtocolError, match="end_of_stream"):
            connection.receive(sent("audio", audio=""))

    def test_what_was_on_its_way_when_a_request_ended_is_dropped(self) -> None:
        connection = Connection(Endpoint.ASR)
        feed(connection, sent("setup"))
        connection.finish(None)
        assert connection.receive(sent("audio", audio="")) == ()

    def test_requests_side_by_side(self) -> None:
        connection = Connection(Endpoint.TTS)
        names = ("a", "b")
        for name in names:
            feed(connection, sent("setup", client_req_id=name, close_ws_on_eos=False))
        actions = feed(connection, *(sent("text", text="x", client_req_id=n) for n in names))
        assert [action.key for action in actions] == ["a", "b"]
        assert not connection.finish("a")
        assert not connection.finish("b")
        assert connection.active == ()
        feed(connection, sent("setup", client_req_id="a"))
        assert connection.finish("a")

    def test_the_connection_outlives_a_request_while_others_run(self) -> None:
        connection = Connection(Endpoint.TTS)
        feed(connection, sent("setup", client_req_id="a"), sent("setup", client_req_id="b"))
        assert not connection.finish("a")
        assert connection.finish("b")

    def test_a_name_is_used_once_at_a_time(self) -> None:
        connection = Connection(Endpoint.TTS)
        feed(connection, sent("setup", client_req_id="a"))
        with pytest.raises(ProtocolError, match="active already"):
            connection.receive(sent("setup", client_req_id="a"))

    def test_a_message_without_name_belongs_to_the_only_request(self) -> None:
        connection = Connection(Endpoint.ASR)
        actions = feed(connection, sent("setup", client_req_id="a"), sent("audio", audio=""))
        assert actions[1].key == "a"
        feed(connection, sent("setup", client_req_id="b"))
        with pytest.raises(ProtocolError, match="needs its client_req_id"):
            connection.receive(sent("audio", audio=""))

    def test_one_setup_may_stand_for_all_that_is_spoken(self) -> None:
        connection = Connection(Endpoint.TTS)
        feed(connection, sent("setup", voice_id="v", close_ws_on_eos=False))
        opened, fed = connection.receive(sent("text", text="hello", client_req_id="a"))
        assert isinstance(opened, Open)
        assert (opened.setup.voice_id, opened.setup.client_req_id) == ("v", "a")
        assert fed == Feed(key="a", message=Text(text="hello", client_req_id="a"))

    @pytest.mark.parametrize("route", [Endpoint.ASR, Endpoint.S2S])
    def test_a_name_that_was_not_set_up_is_refused(self, route: Endpoint) -> None:
        connection = Connection(route)
        feed(connection, sent("setup"))
        with pytest.raises(ProtocolError, match="never set up"):
            connection.receive(sent("audio", audio="", client_req_id="x"))

    def test_each_route_takes_its_own(self) -> None:
        for route, text in (
            (Endpoint.TTS, sent("audio", audio="")),
            (Endpoint.ASR, sent("text", text="")),
        ):
            connection = Connection(route)
            feed(connection, sent("setup"))
            with pytest.raises(ProtocolError, match="takes"):
                connection.receive(text)

    def test_has_room_for_so_many(self) -> None:
        connection = Connection(Endpoint.TTS)
        for number in range(MOST_REQUESTS):
            feed(connection, sent("setup", client_req_id=str(number)))
        with pytest.raises(ProtocolError, match="at most"):
            connection.receive(sent("setup", client_req_id="more"))


_keys = st.sampled_from([None, "a", "b"])
_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
_names = ["client_req_id", "close_ws_on_eos", "json_config", "audio", "text", "flush_id"]
_names += ["voice_id", "input_format", "target_language", "extras", "padding_bonus", "language"]
_kinds = ["setup", "audio", "text", "flush", "catch_up", "end_of_stream"]
_types = st.sampled_from([*_kinds, "other", None])


@st.composite
def _objects(draw: st.DrawFn) -> str:
    fields = draw(st.dictionaries(st.sampled_from(_names), _json, max_size=4))
    return json.dumps({**fields, "type": draw(_types)})


@st.composite
def _plausible(draw: st.DrawFn) -> str:
    key = draw(_keys)
    match draw(st.sampled_from(_kinds)):
        case "setup":
            return sent("setup", client_req_id=key, close_ws_on_eos=draw(st.booleans()))
        case "audio":
            return sent("audio", client_req_id=key, audio="AAAA")
        case "text":
            return sent("text", client_req_id=key, text=draw(st.text(max_size=5)))
        case "flush":
            return sent("flush", client_req_id=key, flush_id=draw(st.integers(0, 9)))
        case "catch_up":
            return sent("catch_up", client_req_id=key)
    return sent("end_of_stream", client_req_id=key)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(Endpoint),
    st.lists(st.one_of(st.text(max_size=40), _objects(), _plausible()), max_size=12),
)
def test_any_messages_in_any_order_are_acted_upon_or_refused(
    route: Endpoint, texts: list[str]
) -> None:
    connection = Connection(route)
    ended: set[str | None] = set()
    for text in texts:
        before = set(connection.active)
        try:
            actions = connection.receive(text)
        except ProtocolError:
            return
        for action in actions:
            if isinstance(action, Open):
                assert action.key not in before
                ended.discard(action.key)
            elif isinstance(action, Feed):
                assert action.key in connection.active
                assert action.key not in ended
                if isinstance(action.message, EndOfStream):
                    ended.add(action.key)


@settings(max_examples=100, deadline=None)
@given(st.lists(_plausible(), max_size=30), st.data())
def test_requests_end_at_any_time_without_a_trace(texts: list[str], data: st.DataObject) -> None:
    connection = Connection(Endpoint.TTS)
    for text in texts:
        try:
            connection.receive(text)
        except ProtocolError:
            return
        ending = st.sampled_from([*connection.active, "nobody"])
        key = data.draw(ending)
        connection.finish(key)
        assert key not in connection.active
