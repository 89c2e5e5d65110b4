"""What the block `review` of a quiz file may hold, and the matrix that it becomes."""

from typing import Annotated

from pydantic import Field

from training.content.rules.review import BY_DEFAULT_MINUTES, EVERYTHING, Piece, Review
from training.content.rules.strict import Strict

Pieces = list[Annotated[Piece, Field(strict=False)]]
LONGEST_MINUTES = 1440


class ReviewFile(Strict):
    """What is shown in each phase; a phase that is not named is filled in by `built`."""

    during: Pieces | None = None
    just_after: Pieces | None = None
    just_after_minutes: int = Field(default=BY_DEFAULT_MINUTES, ge=1, le=LONGEST_MINUTES)
    while_open: Pieces | None = None
    after_close: Pieces | None = None


def built(found: ReviewFile | None) -> Review:
    """The matrix. Without `just_after` that phase is like `while_open`; others show everything."""
    if found is None:
        return Review()
    still = found.while_open
    soon = still if found.just_after is None else found.just_after
    return Review(
        *(_pieces(each) for each in (soon, still, found.after_close)),
        just_after_minutes=found.just_after_minutes,
    )


def _pieces(named: Pieces | None) -> tuple[Piece, ...]:
    return EVERYTHING if named is None else tuple(piece for piece in Piece if piece in named)
