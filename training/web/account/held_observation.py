"""What others observed of a person, and what the person observed, as sections of one's own data."""

from collections.abc import Iterable

from flask_babel import gettext as _

from training.observation.queries.held import Seen
from training.observation.rules.occasions import Mark
from training.web.account.held import Row, Whose


def observed(whose: Whose) -> tuple[Row, ...]:
    """Signed sheets only: a visit that is still to come is told to nobody."""
    return _rows(whose.watched.observed)


def observing(whose: Whose) -> tuple[Row, ...]:
    return _rows(whose.watched.observing)


def contrary(whose: Whose) -> tuple[Row, ...]:
    """Serious conduct that was looked into, with what became of it."""
    return tuple(
        {"at": each.at, "conduct": each.conduct, "state": each.state.value,
         "verified_at": each.verified_at, "reason": each.reason}
        for each in whose.watched.contrary
    )  # fmt: skip


def _rows(seen: Iterable[Seen]) -> tuple[Row, ...]:
    return tuple(
        {
            "at": each.at, "instrument": each.instrument, "unit": each.unit,
            "announced": each.announced, "marks": _marks(each), "note": each.note,
            "signed_at": each.signed_at,
        }
        for each in seen
    )  # fmt: skip


def _marks(seen: Seen) -> str:
    """How many lines had each mark, in one line; a correction says that it is one."""
    counts = _(
        "yes %(met)s, in part %(partly)s, no %(not)s, not observed %(unseen)s",
        met=seen.counts[Mark.MET], partly=seen.counts[Mark.PARTLY],
        unseen=seen.counts[Mark.NOT_SEEN], **{"not": seen.counts[Mark.NOT]},
    )  # fmt: skip
    return _("%(counts)s (correction)", counts=counts) if seen.correction else str(counts)
