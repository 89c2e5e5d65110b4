"""Honest effort: whether the answers of a sitting came slowly enough to have been read at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from training.content.rules.quizzes import Question

SHARE_OF_MEDIAN = 0.10
FASTEST, SLOWEST = 3.0, 10.0
HONEST = 0.90
# Answers that arrive so close together were sent together: from one form, or after a time offline.
TOGETHER = 2.0
WORDS_A_SECOND = 200 / 60
ENOUGH = 20
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Noted:
    """One saved answer of the journal: when it arrived, and its page's word about its time."""

    question: str
    at: datetime
    spent_ms: int | None = None


def response_times(started_at: datetime, journal: Sequence[Noted]) -> dict[str, float]:
    """The seconds that each question took, summed over its answers; empty where nothing is known.

    The server's clock decides: the seconds between one arrival and the next belong to the answer
    that arrived. Answers that arrived together share the seconds before them, in proportion to what
    their page says of each, or equally. What a page says may only shorten a time, never lengthen
    it. Nothing is known where all arrived at the instant of the start.
    """
    ordered = sorted(journal, key=lambda each: each.at)
    if not ordered or ordered[-1].at <= started_at:
        return {}
    times: dict[str, float] = {}
    before = started_at
    for burst in _bursts(ordered):
        elapsed = max(0.0, (burst[-1].at - before).total_seconds())
        for each, seconds in zip(burst, _shared(burst, elapsed), strict=True):
            times[each.question] = times.get(each.question, 0.0) + seconds
        before = burst[-1].at
    return times


def _bursts(ordered: Sequence[Noted]) -> Iterable[list[Noted]]:
    burst: list[Noted] = []
    for each in ordered:
        if burst and (each.at - burst[-1].at).total_seconds() > TOGETHER:
            yield burst
            burst = []
        burst.append(each)
    yield burst


def _shared(burst: Sequence[Noted], elapsed: float) -> list[float]:
    told = [each.spent_ms / 1000 for each in burst if each.spent_ms is not None]
    if len(told) < len(burst):
        return [elapsed / len(burst)] * len(burst)
    whole = sum(told)
    scale = min(1.0, elapsed / whole) if whole > 0 else 0.0
    return [seconds * scale for seconds in told]


def threshold(question: Question, usual: float | None) -> float:
    """The seconds below which a question cannot have been read and thought about.

    NT10, ten per cent of the usual (median) response time (Wise & Ma 2012, "Setting response time
    thresholds for a CAT item pool: the normative threshold method", NCME), between 3 and 10
    seconds. Where no median is known, of the time that reading the words takes at 200 a minute.
    """
    if usual is None:
        texts = [question.prompt, *(option.text for option in question.options)]
        usual = sum(len(text.split()) for text in texts) / WORDS_A_SECOND
    return min(SLOWEST, max(FASTEST, SHARE_OF_MEDIAN * usual))


def medians(responses: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The median seconds of every question with at least ENOUGH responses (question, seconds)."""
    found: dict[str, list[float]] = {}
    for question, seconds in responses:
        found.setdefault(question, []).append(seconds)
    return {key: median(times) for key, times in found.items() if len(times) >= ENOUGH}


def effort(times: Mapping[str, float], thresholds: Mapping[str, float]) -> float | None:
    """Response-time effort: the share of answered questions that took at least their threshold.

    After Wise & Kong (2005), Applied Measurement in Education 18(2), 163–183. None where no time
    is known; what was not answered says nothing about effort.
    """
    slow = [times[key] >= thresholds[key] for key in times if key in thresholds]
    return sum(slow) / len(slow) if slow else None


def is_void(found: float | None) -> bool:
    """Whether a sitting is no evidence, because too much of it came faster than it can be read."""
    return found is not None and found < HONEST - ROUNDING
