"""What a file of an expert panel holds, key by key: who judged by role, when, and each rating."""

from typing import Annotated

from pydantic import Field

from training.content.rules.strict import Day, Key, Line, Strict

Rating = Annotated[int, Field(ge=1, le=4)]


class Judge(Strict):
    key: Key
    role: Line
    rated_on: Day
    ratings: dict[Key, dict[Key, Rating]] = Field(min_length=1)


class Dropped(Strict):
    """A response (or all of a situation) that was rated and is no longer in the quiz."""

    question: Key
    option: Key | None = None


class PanelFile(Strict):
    quiz: Key
    judges: list[Judge] = Field(min_length=1, max_length=100)
    dropped: list[Dropped] = Field(default=[], max_length=300)
