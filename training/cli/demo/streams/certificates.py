"""Certificates of the demo city in every state: rules, hours, issuing month by month, decisions."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from flask import current_app

from training.certification.actions.assigning import (
    NewRule,
    apply_rule,
    ask_for_tonight,
    ask_to_take,
    assign_all,
    make_rule,
)
from training.certification.actions.deciding import (
    Document,
    Reason,
    ask_revocation,
    decide_revocation,
    excuse,
    recognise,
)
from training.certification.actions.issuing import issue_due, office
from training.certification.actions.programmes import set_jp
from training.certification.queries.programmes import programmes
from training.certification.queries.standings import When, roll
from training.certification.rules.audiences import Audience, Due, DueFrom
from training.certification.rules.states import State
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Player
from training.cli.demo.streams import Stage
from training.content.rules.programmes import Programme
from training.people.queries.units import EVERYWHERE, tree
from training.people.rules.kinds import JobFamily, Role

SERVING, DECIDING = "layanan-ramah-anak", "keputusan-perencanaan-anak"
OFFICE = "BKPSDM"
RULES = {
    SERVING: ("Semua pelayanan langsung", (JobFamily.FRONT_LINE,)),
    DECIDING: ("Pengambil keputusan dan perencana", (JobFamily.DECISION_MAKER, JobFamily.PLANNER)),
}
HOURS = {SERVING: 6, DECIDING: 4}
DECREE = "Keputusan Kepala BKPSDM (peragaan) 800.2/{number}"
DAYS_TO_LEARN = 180
ISSUES = 6
SHARE_ELSEWHERE, SHARE_EXCUSED = 0.02, 0.012
OLD_DAYS = (700, 620, 420)  # expired by now, renewable now, and valid for long
WHY_REVOKED = (
    "Sertifikat tertulis atas nama pegawai lain karena kekeliruan data kepegawaian.",
    "Pengerjaan kuis dibantu orang lain; pegawai yang bersangkutan melaporkannya sendiri.",
)


def play(stage: Stage) -> dict[str, int]:
    """Run certification through the months as HR would have; answers how much came of it."""
    hr, second = stage.holders.get(Role.HR), _colleague(stage)
    known = programmes()
    if hr is None or second is None or not set(RULES) <= set(known):
        return {}
    chance, zone = seeded("certificates", stage.seed), str(stage.period.zone)
    chosen = current_app.config["RESAP"]
    issuer = office(chosen.data, city=chosen.city, zone=zone)
    begin = _at(stage, 0.02)
    for number, (key, hours) in enumerate(HOURS.items(), 1):
        decree = DECREE.format(number=number)
        set_jp(known[key], hours=hours, decree=decree, decree_on=stage.period.day(begin), by=hr,
               at=begin)  # fmt: skip
    _rule(hr, begin, zone)
    counts = {"recognitions": _elsewhere(stage, known[SERVING], hr, chance)}
    counts["certificates"] = 0
    for number in range(1, ISSUES + 1):
        at = _at(stage, 0.1 + 0.88 * number / ISSUES)
        assign_all(at=at, zone=zone)
        counts["certificates"] += issue_due(issuer, at=at)["issued"]
    counts["revocations"] = _revoked(stage, known[SERVING], (hr, second))
    counts["excuses"] = _excused(stage, known, hr, chance)
    ask_for_tonight(at=stage.period.end, zone=zone)
    ask_to_take(at=stage.period.end)
    return counts


def asked() -> dict[str, frozenset[str]]:
    """The modules that the programmes ask of whom they are for, by family of jobs."""
    known = programmes()
    return {
        family.value: frozenset(each.slug for each in known[key].first.modules)
        for key, (_, families) in RULES.items()
        if key in known
        for family in families
    }


def _at(stage: Stage, share: float) -> datetime:
    """A moment of the past, by the share of the months that had gone by then."""
    return stage.period.start + (stage.period.end - stage.period.start) * share


def _colleague(stage: Stage) -> UUID | None:
    """The second HR person: somebody else of the same office."""
    taken = set(stage.holders.values())
    here = (each for each in stage.players if each.unit_code == OFFICE and not each.fresh)
    return next((each.id for each in here if each.id not in taken), None)


def _rule(hr: UUID, at: datetime, zone: str) -> None:
    root = min((each.path for each in tree(EVERYWHERE)), key=len)
    for key, (name, families) in RULES.items():
        audience = Audience(tuple(each.value for each in families), subtrees=(root,))
        due = Due(DueFrom.POSTING, DAYS_TO_LEARN)
        made = make_rule(NewRule(key, name, audience, due), by=hr, at=at)
        apply_rule(made, by=hr, at=at, zone=zone)


def _some(stage: Stage, families: set[str], share: float, chance: Random) -> Iterator[Player]:
    taken = set(stage.holders.values())
    for each in stage.players:
        if each.family in families and each.id not in taken and chance.random() < share:
            yield each


def _elsewhere(stage: Stage, found: Programme, hr: UUID, chance: Random) -> int:
    """Learning done at other bodies: one document is old by now, one may be renewed, one holds."""
    count, zone = 0, str(stage.period.zone)
    at = _at(stage, 0.04)
    families = {JobFamily.FRONT_LINE.value}
    some = tuple(_some(stage, families, SHARE_ELSEWHERE, chance))
    if len(some) < len(OLD_DAYS):  # a small city has one of each as well
        some = tuple(islice(_some(stage, families, 1, chance), len(OLD_DAYS)))
    for number, each in enumerate(some):
        age = timedelta(days=OLD_DAYS[number % len(OLD_DAYS)])
        day = stage.period.day(stage.period.end - age - timedelta(days=40))
        if day > stage.period.day(at) or day + timedelta(days=729) <= stage.period.day(at):
            continue
        paper = Document(f"STTP (peragaan) {number + 1}/{day.year}", "BPSDM provinsi", day)
        recognise(each.id, found, paper, by=hr, at=at, zone=zone)
        count += 1
    return count


def _revoked(stage: Stage, found: Programme, two: tuple[UUID, UUID]) -> int:
    """Two certificates are revoked by two persons, and one revocation waits for the second."""
    hr, second = two
    at = _at(stage, 0.985)
    lines = roll(found, When(at, str(stage.period.zone)))
    taken = {*stage.holders.values(), second}
    held = [
        each.standing.period.id for each in lines
        if each.standing.state is State.CERTIFIED and each.standing.period and each.id not in taken
    ]  # fmt: skip
    for number, period in enumerate(held[:3]):
        reason = WHY_REVOKED[number % len(WHY_REVOKED)]
        asked = ask_revocation(period, reason=reason, by=hr, at=at)
        if number < 2:
            later = at + timedelta(hours=3)
            decide_revocation(asked, confirm=True, by=second, at=later, zone=str(stage.period.zone))
    return len(held[:3])


def _excused(stage: Stage, known: Mapping[str, Programme], hr: UUID, chance: Random) -> int:
    """Some are on leave for a while; nothing is asked of them until they are back."""
    count, zone, at = 0, str(stage.period.zone), _at(stage, 0.99)
    for key, (_, families) in RULES.items():
        lines = roll(known[key], When(at, zone))
        late = {each.id for each in lines if each.must and not each.standing.holds}
        values = {each.value for each in families}
        for each in _some(stage, values, SHARE_EXCUSED, chance):
            if each.id in late:
                until = stage.period.day(at) + timedelta(days=chance.randint(20, 55))
                why = Reason("cuti", "Cuti yang disetujui atasan.", until)
                excuse(each.id, known[key], why, by=hr, at=at, zone=zone)
                count += 1
    return count
