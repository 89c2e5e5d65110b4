"""Why an author should look at an item: codes and figures, without the weight of computing them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Data = Mapping[str, float | str]
NO_DATA: Data = MappingProxyType({})


class Flag(StrEnum):
    """Why an item deserves a look. The words for it are the author area's."""

    TOO_FEW = "too-few"
    TOO_EASY = "too-easy"
    TOO_HARD = "too-hard"
    NEGATIVE_DISCRIMINATION = "negative-discrimination"
    LOW_DISCRIMINATION = "low-discrimination"
    DISTRACTOR_UNCHOSEN = "distractor-unchosen"
    DISTRACTOR_BEATS_KEY = "distractor-beats-key"
    DRIFT = "drift"
    DIF_LARGE = "dif-large"


@dataclass(frozen=True, slots=True)
class Flagged:
    """One reason, with the figures that the sentence about it needs."""

    flag: Flag
    data: Data = field(default_factory=lambda: NO_DATA)
