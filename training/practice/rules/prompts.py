"""The prompt of the week: one short sentence in a unit's own words, without anybody's data."""

import re
from random import Random
from unicodedata import category
from uuid import UUID

from training.content.rules.model import PracticePlan
from training.kernel.errors import Invalid

SHORTEST, LONGEST = 15, 160
LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){5,}")
UNSEEN, BLANK = frozenset({"Cf", "Cs", "Co", "Cn"}), frozenset({"Cc", "Zl", "Zp", "Zs"})


class PromptIsTooShort(Invalid):
    """A prompt is a sentence of at least fifteen signs."""


class PromptIsTooLong(Invalid):
    """A prompt has at most 160 signs, so that it can be read on a phone at one glance."""


class PromptHoldsANumber(Invalid):
    """A long number may belong to somebody; a prompt holds nobody's data."""


def checked_prompt(text: str) -> str:
    """The sentence on one line with single blanks, if it can be a prompt."""
    seen = (" " if category(sign) in BLANK else sign for sign in text[: LONGEST * 4])
    line = " ".join("".join(sign for sign in seen if category(sign) not in UNSEEN).split())
    if len(line) < SHORTEST:
        raise PromptIsTooShort
    if len(line) > LONGEST or len(text) > LONGEST * 4:
        raise PromptIsTooLong
    if LONG_NUMBER.search(line):
        raise PromptHoldsANumber
    return line


def plan_of_the_week(plans: dict[str, PracticePlan], seed: str | UUID) -> PracticePlan | None:
    """One of the modules' own if–then plans (by slug), drawn by a seed; None without any."""
    slugs = sorted(plans)
    return plans[Random(str(seed)).choice(slugs)] if slugs else None
