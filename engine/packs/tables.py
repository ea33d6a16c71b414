"""Strict reading of TOML tables: every key is asked for by name and type, none may be left over."""

from collections.abc import Mapping

from engine.errors import CatalogueError


class Table:
    """One TOML table, consumed key by key.

    Args:
        values: what the TOML reader gave.
        where: words that say where the table stands, for messages ("pack 3").
    """

    def __init__(self, values: object, where: str) -> None:
        self.where = where
        if not isinstance(values, Mapping):
            raise self.fail(f"must be a table, not {values!r}")
        self._values: dict[str, object] = dict(values)

    def fail(self, problem: str) -> CatalogueError:
        """Build the error that says what is wrong in this table."""
        return CatalogueError(f"In the catalogue, {self.where} {problem}; correct the file.")

    def remaining(self) -> tuple[str, ...]:
        """Return the keys that have not been read yet."""
        return tuple(self._values)

    def text(self, key: str) -> str:
        """Take a text that is not empty."""
        value = self._take(key)
        if not isinstance(value, str):
            raise self.fail(f"needs a text as {key!r}, not {value!r}")
        if not value.strip():
            raise self.fail(f"has an empty {key!r}")
        return value

    def flag(self, key: str) -> bool:
        """Take true or false; False where the key is not there."""
        if key not in self._values:
            return False
        value = self._take(key)
        if not isinstance(value, bool):
            raise self.fail(f"needs true or false as {key!r}, not {value!r}")
        return value

    def integer(self, key: str) -> int:
        """Take a whole number of at least 0."""
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(f"needs a whole number as {key!r}, not {value!r}")
        if value < 0:
            raise self.fail(f"has a negative {key!r} ({value})")
        return value

    def score(self, key: str) -> float | None:
        """Take a number from 0 to 100, or None where the key is not there."""
        if key not in self._values:
            return None
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(f"needs a number as {key!r}, not {value!r}")
        if not 0 <= value <= 100:
            raise self.fail(f"has {key!r} = {value}, which is not between 0 and 100")
        return float(value)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """Take one of a few texts."""
        value = self.text(key)
        if value not in allowed:
            raise self.fail(f"has {key!r} = {value!r}, which must be one of {', '.join(allowed)}")
        return value

    def texts(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Take a list of different texts; `default` where the key is not there."""
        if default is not None and key not in self._values:
            return default
        texts: list[str] = []
        for value in self._list(key):
            if not isinstance(value, str) or not value:
                raise self.fail(f"has {value!r} in {key!r}, which holds texts")
            texts.append(value)
        if len(set(texts)) != len(texts):
            raise self.fail(f"names something twice in {key!r}")
        return tuple(texts)

    def tables(self, key: str, *, name: str, optional: bool = False) -> list["Table"]:
        """Take a list of at least one table; `name` is what messages call one of them."""
        if optional and key not in self._values:
            return []
        values = self._list(key)
        if not values and not optional:
            raise self.fail(f"has an empty list {key!r}")
        prefix = f"{self.where}, " if self.where != "the file" else ""
        return [Table(value, f"{prefix}{name} {n}") for n, value in enumerate(values, 1)]

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Take a list of [text, text]; empty where the key is not there."""
        if key not in self._values:
            return ()
        pairs: list[tuple[str, str]] = []
        for value in self._list(key):
            match value:
                case [str() as first, str() as second]:
                    pairs.append((first, second))
                case _:
                    raise self.fail(f"has {value!r} in {key!r}, which holds pairs of languages")
        return tuple(pairs)

    def table(self, key: str) -> "Table":
        """Take a table."""
        return Table(self._take(key), f"table {key!r}")

    def finish(self) -> None:
        """Refuse what nobody asked for.

        Raises:
            CatalogueError: there are keys that mean nothing here.
        """
        if self._values:
            unknown = ", ".join(repr(key) for key in self._values)
            raise self.fail(f"has keys that mean nothing: {unknown}")

    def _list(self, key: str) -> list[object]:
        value = self._take(key)
        if not isinstance(value, list):
            raise self.fail(f"needs a list as {key!r}, not {value!r}")
        return value

    def _take(self, key: str) -> object:
        try:
            return self._values.pop(key)
        except KeyError:
            raise self.fail(f"has no {key!r}") from None
