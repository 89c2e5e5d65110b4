"""What needs HR now: decisions that wait, people who are late or soon due, what lapses next."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from training.certification.queries.assignment import Rule, last_runs, rules
from training.certification.queries.desk import DUE_SOON, ENDS_SOON, Counts, programme_counts
from training.certification.queries.esigning import counts as esign_counts
from training.certification.queries.keeping import Taken, taken
from training.certification.queries.periods import Waiting, waiting_revocations
from training.certification.queries.programmes import programmes
from training.certification.queries.recognising import waiting_batches
from training.certification.queries.standings import When
from training.certification.rules.states import State
from training.content.rules.programmes import Programme
from training.people.actions import pending
from training.people.rules.access import Permission, within
from training.web.present import number
from training.web.session import acting, arrived, today

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """The programmes with their counts, what waits for a person, and of when the counts are."""

    programmes: tuple[tuple[Programme, Counts], ...]
    items: tuple[Item, ...]
    held: tuple[Rule, ...]
    waiting: tuple[Waiting, ...]
    taken: Taken | None


def desk() -> Desk:
    """Everything in a handful of statements, whatever the number of people."""
    scope = acting().scope(Permission.CERTIFY)
    counted = programme_counts(scope, today=today())
    lines = tuple((each, counted[each.key]) for each in programmes().values()
                  if each.key in counted)  # fmt: skip
    mine = [each for each in rules() if is_mine(each, scope)]
    runs = last_runs([each.id for each in mine])
    held = tuple(each for each in mine if each.id in runs and runs[each.id].held)
    waiting, when = waiting_revocations(scope, today=today()), taken()
    items = [
        *_decisions(waiting, scope), *(_rule(each) for each in held),
        *_puzzles(mine, when), *(item for line in lines for item in _people(*line)), *_imports(),
    ]  # fmt: skip
    return Desk(lines, tuple(items), held, waiting, when)


def is_mine(found: Rule, scope: tuple[str, ...]) -> bool:
    """A rule belongs to whoever may certify in everything that it reaches."""
    return all(within(path, scope) for path in found.audience.subtrees or ("/",))


def _item(title: str, href: str, status: str, *, hint: str = "", kind: str = "waiting") -> Item:
    return {"title": title, "href": href, "hint": hint, "status": status, "kind": kind}


def _decisions(waiting: tuple[Waiting, ...], scope: tuple[str, ...]) -> list[Item]:
    """What only a second person can decide."""
    found, me, second = [], acting().id, _("waits for a second person")
    mine = [each for each in waiting if me not in {each.asked_by, each.person}]
    if mine:
        href = url_for("hr_certification.home") + "#pencabutan"
        found.append(_item(_("Revocations to decide"), href, number(len(mine)), hint=second))
    zone = current_app.config["RESAP"].timezone
    batches = [
        each for each in waiting_batches(scope, When(arrived(), zone)) if each.brought_by != me
    ]
    if batches:
        href = url_for("hr_recognitions.home")
        title = _("Tables of certificates from elsewhere to decide")
        found.append(_item(title, href, number(len(batches)), hint=second))
    return [*found, *_unsigned(scope)]


def _unsigned(scope: tuple[str, ...]) -> list[Item]:
    """Certificates that wait for the official's electronic signature, where a service is set."""
    service = current_app.config["RESAP"].esign
    waits = esign_counts(scope, service.signatory, today=today()).waiting if service else 0
    href = url_for("hr_esigning.home")
    title = _("Certificates that wait for an electronic signature")
    return [_item(title, href, number(waits), kind="neutral")] if waits else []


def _rule(found: Rule) -> Item:
    href = url_for("hr_certification.look", rule_id=found.id)
    hint = _("It would move more than a tenth of its people.")
    return _item(found.name, href, _("waits for you"), hint=hint)


def _puzzles(mine: list[Rule], when: Taken | None) -> list[Item]:
    count = sum((when.uncomputed if when else {}).get(each.id, 0) for each in mine)
    if not count:
        return []
    href = url_for("hr_certification.queue")
    return [_item(_("What could not be computed"), href, number(count))]


def _people(found: Programme, counts: Counts) -> list[Item]:
    """People of a programme whom somebody should remind or help."""
    may_renew = counts.states.get(State.WINDOW_OPEN, 0)
    wanted = (
        (_("Late: %(title)s", title=found.title), counts.late, {"keadaan": "terlambat"}, "bad"),
        (_("Due within %(n)s days: %(title)s", n=DUE_SOON, title=found.title), counts.due_soon,
         {"keadaan": "berjalan", "hari": str(DUE_SOON)}, "waiting"),
        (_("May be renewed: %(title)s", title=found.title), may_renew, {"keadaan": "perbarui"},
         "neutral"),
        (_("End within %(n)s days: %(title)s", n=ENDS_SOON, title=found.title), counts.ends_soon,
         {"keadaan": "memegang", "hari": str(ENDS_SOON)}, "neutral"),
    )  # fmt: skip
    return [
        _item(title, _cohort(found, asked), _("%(count)s people", count=number(count)), kind=kind)
        for title, count, asked, kind in wanted if count
    ]  # fmt: skip


def _cohort(found: Programme, asked: dict[str, str]) -> str:
    return url_for("hr_cohorts.show", key=found.key, **dict[str, Any](asked)) + "#daftar"


def _imports() -> list[Item]:
    """One's own uploads that wait to be applied or withdrawn."""
    if not acting().may(Permission.IMPORT_PEOPLE):
        return []
    mine = pending.mine(current_app.config["RESAP"].data, of=acting().id)
    href = url_for("hr_imports.home")
    title = _("Imports of staff to apply or withdraw")
    return [_item(title, href, number(len(mine)))] if mine else []
