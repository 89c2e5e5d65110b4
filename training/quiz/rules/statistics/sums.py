"""Statistics that grow: a batch of attempts costs only the batch, and two halves make the whole.

`gather` reads a batch once and keeps whole-number sums; `+` puts two of them together. Because
every mark and every score is a whole number of billionths and is never rounded after that, the
sums of a batch and of its parts are equal to the last bit, in any order and on any machine.

First attempts only, by item *version*. Items may be drawn for each attempt: the score that an item
is compared with is therefore the *share* of the possible marks of that attempt's other items, not
their sum. Where everybody is asked the same items the two differ by a constant factor, and the
correlations are those that Moodle prints.

Cronbach's α needs the variance of every item and of the total over the same people. With a fixed
`form` they are kept, over the attempts that answered all of it. With drawn forms nobody was asked
the same items, and reliability is that of the design "items within persons" (see `classical`).

`grain` is the step, in billionths, to which scores are rounded where their *distribution* is kept
(medians and discriminative efficiency); 1 keeps it exact, and its size is then bounded only by the
number of attempts. Sums that are stored for long use 1_000_000, a thousandth of the whole score.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from training.quiz.rules.statistics.answers import Answers, AnswersDoNotFit
from training.quiz.rules.statistics.fixed import NANO
from training.quiz.rules.statistics.forms import NO_FORM, Form, FormSums, form_sums
from training.quiz.rules.statistics.items import ItemSums, item_sums


@dataclass(frozen=True, slots=True)
class Sums:
    """Everything that is kept about the first attempts at one quiz, by item version and as form."""

    grain: int = 1
    items: Mapping[str, ItemSums] = field(default_factory=dict)
    form: FormSums = NO_FORM

    def __add__(self, other: "Sums") -> "Sums":
        """Both together; AnswersDoNotFit when grains, forms or an item's maxima differ."""
        if self.grain != other.grain:
            raise AnswersDoNotFit
        items = dict(self.items)
        for name, sums in other.items.items():
            items[name] = items[name] + sums if name in items else sums
        return Sums(self.grain, items, self.form + other.form)


def nothing(form: Form | None = None, *, grain: int = 1) -> Sums:
    """The sums of no attempt at all, to which batches are added."""
    if grain < 1 or NANO % grain:
        raise AnswersDoNotFit
    return Sums(grain, {}, FormSums(form))


def gather(answers: Answers, form: Form | None = None, *, grain: int = 1) -> Sums:
    """The sums of a batch of first attempts.

    `form` is given when everybody is meant to be asked the same items. AnswersDoNotFit when
    `grain` does not divide a billion.
    """
    empty = nothing(form, grain=grain)
    return empty + Sums(grain, item_sums(answers, grain), form_sums(answers, form, grain))


_SUMS = TypeAdapter(Sums)


def dump_sums(sums: Sums) -> dict[str, Any]:
    """The sums as JSON values; whole numbers may have more than twenty digits."""
    return _SUMS.dump_python(sums, mode="json")


def load_sums(stored: dict[str, Any]) -> Sums:
    """The sums that were dumped, to the last digit."""
    return _SUMS.validate_python(stored)
