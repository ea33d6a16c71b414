"""What a benchmark cannot do, in a sentence for the user."""

from engine.errors import EngineError


class BenchmarkError(EngineError, ValueError):
    """A set, a contestant or a scorer cannot be used as asked."""
