"""Chance that can be repeated: the same words and numbers give the same city."""

from random import Random


def seeded(*parts: str | int) -> Random:
    """A source of chance for one purpose; never for a secret."""
    return Random(parts[0] if len(parts) == 1 else " ".join(map(str, parts)))  # noqa: S311  (a seeded draw for invented people, no secret)
