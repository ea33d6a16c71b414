from dataclasses import dataclass, field

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.audio.echo import EnvelopeTrack
from engine.devices.memory import MemoryInput
from engine.devices.streams import InputStream, OutputStream
from engine.live.config import Controls
from engine.live.echo_guard import EchoGuard
from engine.live.endpoints import DeviceLine
from engine.live.events import EchoCleared, EchoHeard, EchoKind, Notice, SourceSilent
from engine.live.sound import SoundLoop, SpeechQueue
from tests.helpers.live import Clock, FakeInput, FakeOutput, clause

STEP_S = 0.01


def speechlike(seconds: float, *, seed: int) -> Float32:
    """Noise in syllables of uneven length and loudness, with pauses."""
    random = np.random.default_rng(seed)
    parts: list[Float32] = []
    while sum(part.size for part in parts) < seconds * TARGET_RATE_HZ:
        length = int(random.uniform(0.08, 0.4) * TARGET_RATE_HZ)
        loudness = random.choice([0.0, 0.05, 0.2, 0.5])
        parts.append((loudness * random.uniform(-1, 1, length)).astype(np.float32))
    return np.concatenate(parts)[: round(seconds * TARGET_RATE_HZ)]


@dataclass
class Desk:
    """A sound loop between two devices that run on one clock."""

    controls: Controls = field(default_factory=Controls)
    clock: Clock = field(default_factory=Clock)
    input: FakeInput = field(default_factory=FakeInput)
    output: FakeOutput = field(default_factory=FakeOutput)
    engine_input: MemoryInput = field(default_factory=lambda: MemoryInput(most_samples=1 << 30))
    queue: SpeechQueue = field(default_factory=SpeechQueue)
    notices: list[Notice] = field(default_factory=list)
    headphones: FakeOutput | None = None
    headphones_pace: float = 1.0

    def __post_init__(self) -> None:
        self.source = DeviceLine[InputStream](self.input, "Mic")
        self.target = DeviceLine[OutputStream](self.output, "Speaker")
        self.listen_in = (
            None
            if self.headphones is None
            else DeviceLine[OutputStream](self.headphones, "Headphones")
        )
        played = EnvelopeTrack()
        self.loop = SoundLoop(
            self.source,
            self.target,
            engine_input=self.engine_input,
            queue=self.queue,
            controls=self.controls,
            is_microphone=True,
            played=played,
            guard=EchoGuard([played]),
            emit=self.notices.append,
            clock=self.clock,
            listen_in=self.listen_in,
        )
        self.loop.begin()

    def run(self, said: Float32) -> None:
        """Let time pass while `said` is heard."""
        step = round(STEP_S * self.input.rate_hz)
        for start in range(0, said.size - step + 1, step):
            self.clock.now_s += STEP_S
            self.input.hear(said[start : start + step])
            self.output.play(STEP_S)
            if self.headphones is not None:
                self.headphones.play(STEP_S * self.headphones_pace)
            self.loop.step()

    def heard(self) -> Float32:
        """What the engine was given."""
        self.engine_input.finish()
        return self.engine_input.take()


def loud(samples: Float32) -> bool:
    return bool(np.abs(samples).max() > 0.01)


def seconds(count: float) -> int:
    return round(count * TARGET_RATE_HZ)


def test_what_is_said_reaches_the_engine_and_what_it_speaks_is_played_once() -> None:
    desk = Desk()
    said = speechlike(2.0, seed=1)
    spoken = speechlike(1.0, seed=2)
    desk.queue.push(clause(spoken))
    desk.run(said)
    assert desk.engine_input.fed == pytest.approx(2.0 * SOURCE_RATE_HZ, abs=0.05 * SOURCE_RATE_HZ)
    assert loud(desk.heard())
    played = desk.output.heard
    energy = float(np.sum(played**2))
    assert energy == pytest.approx(float(np.sum(spoken**2)), rel=0.01)
    assert desk.output.xruns == 0
    assert desk.queue.waiting_samples == desk.loop.queued_samples == 0


@pytest.mark.parametrize("rate_hz", [TARGET_RATE_HZ, 44_100])
@pytest.mark.parametrize("pace", [1.0, 1.001])
def test_the_translation_alone_is_heard_on_a_second_output_too(rate_hz: int, pace: float) -> None:
    desk = Desk(
        controls=Controls(original_volume=1.0),
        headphones=FakeOutput(rate_hz=rate_hz),
        headphones_pace=pace,
    )
    assert desk.headphones is not None
    original = speechlike(2.0, seed=1)
    desk.run(original)
    assert loud(desk.output.heard)
    assert not loud(desk.headphones.heard)  # the original stays where it goes
    # As speech, without what lies above the edge of the resampler.
    spoken = np.convolve(speechlike(1.0, seed=2), np.full(12, 1 / 12), "same").astype(np.float32)
    desk.queue.push(clause(spoken))
    desk.run(np.zeros(seconds(2.0), np.float32))
    heard = desk.headphones.heard
    energy = float(np.sum(heard**2)) * TARGET_RATE_HZ / rate_hz
    assert energy == pytest.approx(float(np.sum(spoken**2)), rel=0.1)
    assert desk.headphones.xruns == 0


def test_a_second_output_that_is_lost_does_not_disturb_the_first() -> None:
    desk = Desk(headphones=FakeOutput())
    assert desk.headphones is not None
    assert desk.listen_in is not None
    desk.headphones.is_lost = True
    spoken = speechlike(1.0, seed=2)
    desk.queue.push(clause(spoken))
    desk.run(np.zeros(seconds(1.5), np.float32))
    assert desk.listen_in.failure is not None
    energy = float(np.sum(desk.output.heard**2))
    assert energy == pytest.approx(float(np.sum(spoken**2)), rel=0.01)
    # It is back, as another stream.
    again = desk.headphones = FakeOutput()
    desk.listen_in.stream, desk.listen_in.failure = again, None
    desk.queue.push(clause(spoken))
    desk.run(np.zeros(seconds(1.5), np.float32))
    assert loud(again.heard)


def test_a_muted_source_gives_silence_and_the_clock_goes_on() -> None:
    desk = Desk(controls=Controls(muted=True, original_volume=1.0))
    desk.run(speechlike(1.0, seed=1))
    assert not loud(desk.output.heard)
    heard = desk.heard()
    assert heard.size > 0.9 * SOURCE_RATE_HZ
    assert not loud(heard)


def test_nothing_that_was_said_while_muted_is_played_after() -> None:
    desk = Desk(controls=Controls(original_volume=1.0))
    desk.run(np.zeros(seconds(0.5), np.float32))
    desk.controls.muted = True
    desk.run(np.zeros(seconds(0.05), np.float32))
    desk.run(speechlike(0.5, seed=1))
    desk.controls.muted = False
    desk.run(np.zeros(seconds(0.5), np.float32))
    assert not loud(desk.output.heard[seconds(0.55) :])


def test_the_raw_voice_passes_unless_it_is_to_be_translated() -> None:
    desk = Desk(controls=Controls(translating=False, original_volume=0.0))
    said = speechlike(1.0, seed=1)
    desk.run(said)
    desk.controls.translating = True
    desk.run(np.zeros(seconds(0.3), np.float32))
    desk.run(said)
    played = desk.output.heard
    assert loud(played[: seconds(1.0)])
    assert not loud(played[seconds(1.3) :])
    heard = desk.heard()
    pressed = round(0.95 * SOURCE_RATE_HZ)
    assert not loud(heard[:pressed])
    assert loud(heard[pressed:])


def test_the_lag_counts_all_that_waits_before_the_device() -> None:
    desk = Desk()
    desk.output.latency_s = 0.25
    desk.run(np.zeros(seconds(3.0), np.float32))
    desk.queue.push(clause(speechlike(0.5, seed=1), source_start=SOURCE_RATE_HZ))
    desk.run(np.zeros(seconds(0.1), np.float32))
    assert desk.loop.speech_lag_s == pytest.approx(2.0 + 0.25 + 0.1, abs=0.06)


def test_speech_counts_as_queued_until_it_is_heard() -> None:
    desk = Desk()
    desk.run(np.zeros(seconds(0.5), np.float32))
    desk.queue.push(clause(speechlike(0.5, seed=1)))
    desk.run(np.zeros(seconds(0.02), np.float32))
    assert desk.loop.queued_samples == pytest.approx(seconds(0.62), abs=seconds(0.05))
    desk.run(np.zeros(seconds(1.0), np.float32))
    assert desk.loop.queued_samples == 0


def test_while_the_microphone_is_away_the_clock_of_the_source_goes_on() -> None:
    desk = Desk()
    desk.run(speechlike(0.5, seed=1))
    desk.input.is_lost = True
    desk.run(np.zeros(seconds(2.0), np.float32))
    assert desk.source.failure is not None
    desk.source.stream, desk.source.failure = FakeInput(rate_hz=44_100), None
    desk.input = desk.source.stream
    desk.run(speechlike(1.0, seed=3))
    # The filter of 44.1 kHz holds some of it back.
    assert desk.engine_input.fed == pytest.approx(3.4 * SOURCE_RATE_HZ, abs=0.2 * SOURCE_RATE_HZ)


def test_while_the_output_is_away_speech_goes_by_unheard() -> None:
    desk = Desk()
    desk.run(np.zeros(seconds(0.5), np.float32))
    desk.output.is_lost = True
    desk.queue.push(clause(speechlike(3.0, seed=1)))
    desk.run(np.zeros(seconds(1.0), np.float32))
    assert desk.target.failure is not None
    assert desk.queue.waiting_samples == pytest.approx(seconds(2.0), abs=seconds(0.2))


def test_after_an_empty_output_more_is_mixed_ahead() -> None:
    desk = Desk()
    desk.run(np.zeros(seconds(0.5), np.float32))
    before = desk.output.waiting_samples()
    desk.output.play(0.5)
    assert desk.output.xruns == 1
    desk.run(np.zeros(seconds(0.5), np.float32))
    assert desk.output.waiting_samples() > before + seconds(0.03)
    assert desk.loop.xruns == desk.output.xruns


def test_an_echo_is_told_once_and_not_interpreted_and_clears() -> None:
    desk = Desk()
    spoken = speechlike(40.0, seed=4)
    desk.queue.push(clause(spoken))
    delay = seconds(0.25)
    echo = np.concatenate([np.zeros(delay, np.float32), 0.1 * spoken])
    desk.run(echo[: seconds(12.0)])
    told = [notice for notice in desk.notices if isinstance(notice, EchoHeard)]
    assert [notice.kind for notice in told] == [EchoKind.LOUDSPEAKER]
    assert 100 <= told[0].delay_ms <= 300
    desk.run(speechlike(26.0, seed=9))
    assert [type(notice) for notice in desk.notices] == [EchoHeard, EchoCleared]
    heard = desk.heard()
    certain = heard[7 * SOURCE_RATE_HZ : 11 * SOURCE_RATE_HZ]
    assert not loud(certain)
    assert loud(heard[36 * SOURCE_RATE_HZ :])


def test_another_voice_is_no_echo() -> None:
    desk = Desk()
    desk.queue.push(clause(speechlike(20.0, seed=4)))
    desk.run(speechlike(20.0, seed=9))
    assert desk.notices == []
    heard = desk.heard()
    assert loud(heard[15 * SOURCE_RATE_HZ :])


def test_an_output_that_is_routed_into_the_source_is_a_loop() -> None:
    desk = Desk()
    spoken = speechlike(8.0, seed=4)
    desk.queue.push(clause(spoken))
    desk.run(np.concatenate([np.zeros(seconds(0.03), np.float32), spoken]))
    (told,) = desk.notices
    assert isinstance(told, EchoHeard)
    assert told.kind is EchoKind.LOOP


def test_a_microphone_without_any_noise_is_told_until_it_sounds() -> None:
    desk = Desk()
    desk.run(np.zeros(seconds(20.0), np.float32))
    desk.run(0.001 * np.ones(seconds(1.0), np.float32))
    told = [(type(notice), notice.is_silent) for notice in desk.notices]  # type: ignore[union-attr]
    assert told == [(SourceSilent, True), (SourceSilent, False)]


def test_a_device_at_another_rate_plays_at_the_right_pitch() -> None:
    desk = Desk(output=FakeOutput(rate_hz=44_100))
    t = np.arange(seconds(2.0)) / TARGET_RATE_HZ
    desk.queue.push(clause((0.3 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)))
    desk.run(np.zeros(seconds(2.5), np.float32))
    played = desk.output.heard[22_050 : 22_050 + 44_100]
    spectrum = np.abs(np.fft.rfft(played * np.hanning(played.size)))
    assert np.argmax(spectrum) == 440
    assert desk.output.xruns == 0


def test_after_it_was_stopped_nothing_is_taken_in_and_speech_is_played_on() -> None:
    desk = Desk(controls=Controls(translating=False))
    desk.run(speechlike(0.5, seed=1))
    desk.loop.stop_hearing()
    desk.run(speechlike(1.0, seed=2))
    assert not loud(desk.output.heard[seconds(0.8) :])
    desk.queue.push(clause(speechlike(1.0, seed=2)))
    desk.run(speechlike(1.0, seed=4))
    assert loud(desk.output.heard[seconds(1.5) :])


def test_a_source_in_which_speech_is_heard_is_never_called_silent() -> None:
    desk = Desk()
    desk.loop.note_speech(is_heard=True)
    desk.run(np.zeros(seconds(20), np.float32))
    assert not [n for n in desk.notices if isinstance(n, SourceSilent)]
    desk.loop.note_speech(is_heard=False)
    desk.run(np.zeros(seconds(20), np.float32))
    assert [n.is_silent for n in desk.notices if isinstance(n, SourceSilent)] == [True]
