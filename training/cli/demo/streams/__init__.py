"""A year of evidence for the demo city, one file a stream: what people did beside quizzes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from training.cli.demo.conduct import Player
from training.cli.demo.journeys import Noted
from training.cli.demo.period import Period
from training.people.rules.kinds import Role


@dataclass(frozen=True, slots=True)
class Stage:
    """What every stream plays on. What deserves an audit event is appended to `trail`.

    `holders`: who has the demo account of a role.
    """

    period: Period
    seed: int
    players: Sequence[Player]
    holders: dict[Role, UUID]
    trail: list[Noted]


Play = Callable[[Stage], dict[str, int]]
"""Writes the rows of one stream in bulk; answers how many of each kind."""
