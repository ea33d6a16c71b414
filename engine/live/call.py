"""Directions that belong together: one alone, or the two of a call."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import permutations

from engine.arrays import Float32
from engine.audio.mixing import Ducking
from engine.live.config import Controls, LiveConfig
from engine.live.direction import LiveDirection, SessionFactory, VoiceLoader
from engine.live.endpoints import AudioSystem
from engine.live.events import Gauges, LiveEvent, LiveState, StateChanged
from engine.planner import SessionConfig
from engine.tts.voice_stage import Delivery


class Call:
    """Directions that start and end together, and know each other's voice where they hear it.

    Of a call, the first direction is one's own: from one's microphone to the others. It is the one
    that can be muted and switched. A direction that fails has the others finish what they heard.

    Safe from any thread; nothing waits but `join` and `load_voice`.

    Args:
        sessions: makes the sessions, which share its models; is not closed here.
        configs: what each direction does.
        on_event: gets the number of a direction and an event of it, as LiveDirection emits them.
        controls: of each direction; as they are by default if None.
        tap: given the number of a direction and what it hears, [n] at SOURCE_RATE_HZ.
        voices: loads other voices; None where voices stay as they are.
        system: lists and opens devices.

    Attributes:
        directions: in the order of `configs`.
    """

    def __init__(
        self,
        sessions: SessionFactory,
        configs: Sequence[LiveConfig],
        *,
        on_event: Callable[[int, LiveEvent], None],
        controls: Sequence[Controls] | None = None,
        tap: Callable[[int, Float32], None] | None = None,
        voices: VoiceLoader | None = None,
        system: AudioSystem | None = None,
    ) -> None:
        self._on_event = on_event
        each = controls or [Controls() for _ in configs]
        self.directions = tuple(
            LiveDirection(
                sessions,
                config,
                on_event=partial(self._emit, number),
                controls=own,
                tap=None if tap is None else partial(tap, number),
                voices=voices,
                system=system,
            )
            for number, (config, own) in enumerate(zip(configs, each, strict=True))
        )
        for direction, other in permutations(self.directions, 2):
            direction.may_hear(other)

    @property
    def states(self) -> list[LiveState]:
        """What each direction is doing."""
        return [direction.state for direction in self.directions]

    @property
    def was_abandoned(self) -> bool:
        """Whether an inference thread could not be ended, and still runs."""
        return any(direction.was_abandoned for direction in self.directions)

    @property
    def gauges(self) -> list[Gauges]:
        """A reading of each direction."""
        return [direction.gauges for direction in self.directions]

    def start(self) -> None:
        """Begin, and return at once; once."""
        for direction in self.directions:
            direction.start()

    def end(self, *, drain: bool) -> None:
        """Ask every direction to end, and return at once.

        Args:
            drain: finish what was heard and play it to the end; otherwise leave it, which also
                ends a drain that was asked for before.
        """
        for direction in self.directions:
            direction.end(drain=drain)

    def join(self, *, timeout_s: float | None = None) -> bool:
        """Wait for every direction, for so long each; False where one has not ended."""
        ended = [direction.join(timeout_s=timeout_s) for direction in self.directions]
        return all(ended)

    def raise_failure(self) -> None:
        """Raise what `on_event` raised, if it did; all other failures are events."""
        for direction in self.directions:
            direction.raise_failure()

    def set_muted(self, *, is_muted: bool) -> None:
        """Hear nothing of the first direction, or hear it again."""
        self.directions[0].controls.muted = is_muted

    def set_translating(self, *, is_translating: bool) -> None:
        """Translate the first direction, or let it pass as it is."""
        self.directions[0].controls.translating = is_translating

    def set_paused(self, number: int, *, is_paused: bool) -> None:
        """As LiveDirection.set_paused, of one direction."""
        self.directions[number].set_paused(is_paused=is_paused)

    def set_mix(
        self, number: int, *, original_volume: float, translation_volume: float, ducking: Ducking
    ) -> None:
        """Set how loud original and translation of a direction are; within 50 ms, in a ramp."""
        controls = self.directions[number].controls
        controls.original_volume = original_volume
        controls.translation_volume = translation_volume
        controls.ducking = ducking

    def catch_up(self) -> None:
        """As LiveDirection.catch_up, of every direction."""
        for direction in self.directions:
            direction.catch_up()

    def correct_turn(self) -> None:
        """As LiveDirection.correct_turn, of the first direction."""
        self.directions[0].correct_turn()

    def type_text(self, text: str, language: str | None = None) -> None:
        """As LiveDirection.type_text, of the first direction; slow.

        Raises:
            EngineError: what translates text is missing, or this engine hears alone.
        """
        self.directions[0].type_text(text, language)

    def change_delivery(self, number: int, delivery: Delivery) -> None:
        """As LiveDirection.change_delivery, of one direction."""
        self.directions[number].change_delivery(delivery)

    def change_session(
        self,
        number: int,
        config: SessionConfig,
        *,
        sessions: SessionFactory | None = None,
        voices: VoiceLoader | None = None,
    ) -> None:
        """As LiveDirection.change_session, of one direction; slow.

        Raises:
            EngineError: what it needs is missing or damaged.
        """
        self.directions[number].change_session(config, sessions=sessions, voices=voices)

    def change_devices(self, number: int, config: LiveConfig) -> None:
        """As LiveDirection.change_devices, of one direction; slow.

        Raises:
            DeviceError: one is not there or cannot be opened.
        """
        self.directions[number].change_devices(config)

    def choose_voice(self, number: int, name_or_id: str | None, back: str | None = None) -> None:
        """As LiveDirection.choose_voice, of one direction."""
        self.directions[number].choose_voice(name_or_id, back)

    def load_voice(self, number: int) -> None:
        """As LiveDirection.load_voice, of one direction; slow.

        Raises:
            EngineError: the voice cannot be had.
        """
        self.directions[number].load_voice()

    def _emit(self, number: int, event: LiveEvent) -> None:
        if isinstance(event, StateChanged) and event.state is LiveState.FAILED:
            for direction in self.directions:
                direction.end(drain=True)
        self._on_event(number, event)
