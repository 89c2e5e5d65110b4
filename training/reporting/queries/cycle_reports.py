"""The report of one unit over a closed cycle: plain values after disclosure, for all forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.exc import NoResultFound

from training.internalization.queries.cycles import CycleShown, cycle_of
from training.internalization.queries.snapshots import correction_by, signature_of
from training.internalization.rules.cycles import State
from training.internalization.rules.falsifiers import is_suspended
from training.oversight.queries.cases import open_then
from training.people.queries.units import is_inside
from training.reporting.queries.city import Place
from training.reporting.queries.conduct import UnitConduct, UnitPage, unit_conduct
from training.reporting.queries.conduct_city import counted_city
from training.reporting.queries.report_kinds import kind_of
from training.reporting.queries.validity import may_say_internalized
from training.reporting.rules import report_sentences as say
from training.reporting.rules.report_lines import (
    DIALS,
    FACETS,
    PLANS,
    Line,
    change_lines,
    counted_lines,
    coverage_lines,
    finding_lines,
    kind_lines,
    label_line,
    level_lines,
)

Report = dict[str, Any]
Tell = Callable[[int, int], None]
SHOWN = say.SHOWN


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which cycle: the units they may see, the k of the city, its name, the day."""

    cycle: str
    scope: tuple[str, ...]
    k: int
    city: str
    today: date

    def sees(self, code: str) -> bool:
        """Whether a unit is in the scope."""
        return is_inside(code, self.scope)

    def page(self, code: str, cycle: str | None = None) -> UnitPage:
        """What a closed cycle says of a unit of the scope. NoResultFound outside of it."""
        return unit_conduct(
            code, scope=self.scope, k=self.k, today=self.today, cycle=cycle or self.cycle
        )


def unit_cycle_report(code: str, asked: Asked) -> Report:
    """The report of one unit. NoResultFound outside of the scope or for a cycle not closed."""
    page = asked.page(code)
    cycle = closed_cycle(asked)
    return whole_of(head_of("unit", cycle, page.place, asked), page, asked)


def whole_of(head: Report, page: UnitPage, asked: Asked) -> Report:
    """A report with its body, and what differs from the snapshot that it corrects, if it does."""
    if page.found is None:
        return head | {"summary": [_nothing(page)], "sections": [], "unknown": []}
    report = head | body_of(page.place, page.found, asked)
    if head["corrects"] is None:
        return report
    old = asked.page(page.place.code, head["corrects"]["cycle"])
    before = body_of(old.place, old.found, asked) if old.found else None
    report["sections"].insert(0, _correction(head["corrects"], report, before))
    return report


def _correction(corrects: Report, now: Report, before: Report | None) -> Report:
    """What a corrected snapshot says otherwise than the one before, and why it was made."""
    told = [f"Rekaman ini menggantikan putaran {corrects['cycle']}. Alasan: {corrects['reason']}"]
    told.append(say.SETTLED)
    lines = changed_lines(now, before) if before else []
    if before is None:
        told.append("Dalam rekaman yang digantikan, unit ini tidak berdiri sendiri.")
    elif not lines:
        told.append("Tidak ada angka unit ini yang diceritakan berbeda karenanya.")
    else:
        told.append("Yang sekarang diceritakan berbeda, dengan bunyi lamanya:")
        told += [f"{each['about']}: {each['text']} (dahulu {each['before']})." for each in lines]
    return section("Koreksi", (), told)


def closed_cycle(asked: Asked) -> CycleShown:
    """The cycle that the report is about, a corrected one included. NoResultFound until closed."""
    cycle = cycle_of(asked.cycle, today=asked.today)
    if cycle.state is not State.CLOSED:
        raise NoResultFound
    return cycle


def head_of(kind: str, cycle: CycleShown, place: Place, asked: Asked) -> Report:
    """What stands on every report: about what, from which snapshot, by which rule, signed."""
    signed, corrects = signature_of(cycle.id), correction_by(cycle.id)
    return {
        "kind": kind, "city": asked.city,
        "title": "Laporan kota" if kind == "city" else "Laporan unit",
        "unit": {"code": place.code, "name": place.name, "group": place.group},
        "cycle": cycle.label, "first": cycle.span.first.isoformat(),
        "last": cycle.span.last.isoformat(), "rule": cycle.rule, "digest": cycle.digest,
        "closed_at": cycle.closed_at.isoformat() if cycle.closed_at else None,
        "signed_by": signed.kid if signed else None, "k": asked.k,
        "corrects": {"cycle": corrects.of, "reason": corrects.reason} if corrects else None,
        "units": [],
    }  # fmt: skip


def _nothing(page: UnitPage) -> str:
    if page.merged_into:
        return (
            "Unit ini terlalu kecil untuk ditampilkan sendiri: angkanya digabungkan ke "
            f"{page.merged_into}, supaya tidak ada orang yang dapat dikenali."
        )
    return "Dalam putaran ini unit ini tidak mempunyai pegawai."


def body_of(place: Place, found: UnitConduct, asked: Asked) -> Report:
    """The sentences, figures and drawings of a unit with everybody below it."""
    past = _page_before(place.code, found, asked)
    suspended = is_suspended(found.cycle.quality)
    third = found.levels[SHOWN]
    internalized = may_say_internalized(found.cycle, cycles=found.cycles, k=asked.k)
    summary = [
        *say.in_short(found.coverage, third),
        say.of_label(found.label, internalized=internalized), say.NOT_A_RANKING,
    ]  # fmt: skip
    counted = {**found.dials, **found.facets}
    return {
        "summary": summary,
        "sections": [
            _levels(found), section("Tingkat unit", [label_line(found.label)]),
            _past(found, past), _kind(place, found, asked),
            section("Empat penunjuk", counted_lines("dial", DIALS, found.dials)),
            section("Di mana laku itu tampak", counted_lines("facet", FACETS, found.facets)),
            section("Apa yang terjadi dengan rencana", counted_lines("plan", PLANS, found.plans)),
            section("Cakupan", coverage_lines(found.coverage, found.alpha[0])),
            _findings(place, found),
        ],
        "unknown": say.unknown(
            found.label, found.coverage, counted, alpha=found.alpha[0], suspended=suspended,
            k=asked.k,
        ),
    }  # fmt: skip


def section(
    title: str, lines: Sequence[Line] = (), sentences: Sequence[str] = (), **drawn: Any
) -> Report:
    """A part of a report: sentences, lines and at most one drawing of several points."""
    told = {"title": title, "sentences": list(sentences), "lines": list(lines)}
    return told | {"trend": None, "funnel": None, "mark": None} | drawn


def _levels(found: UnitConduct) -> Report:
    told = [
        "Terbukti adalah lantai yang keras; perkiraan juga memuat mereka yang belum dinilai. Garis "
        "putus-putus menandai 60 %: suatu tingkat baru disebut bila bagian itu tercapai dengan "
        "keyakinan 90 %."
    ]
    return section("Menurut tingkat", level_lines(found.levels), told, mark=say.MARK)


def _findings(place: Place, found: UnitConduct) -> Report:
    """What accompanying the unit had left open when the cycle was closed."""
    at, last = found.cycle.closed_at, found.cycle.span.last
    if at is None:
        return section("Temuan pendampingan")
    open_ones = open_then(place.path, at=at, day=max(last, at.date()))
    told = finding_lines(open_ones.open, open_ones.overdue)
    sentence = say.of_findings(open_ones.open, open_ones.overdue)
    return section("Temuan pendampingan", told, [sentence])


def _page_before(code: str, found: UnitConduct, asked: Asked) -> UnitConduct | None:
    """The same unit in the cycle before, where it had enough people."""
    if len(found.trend) < 2:
        return None
    return asked.page(code, found.trend[-2].label).found


def _past(found: UnitConduct, past: UnitConduct | None) -> Report:
    """The own past, what changed for certain, and what went along with it."""
    here, before = found.levels[SHOWN].estimate, None
    same_rule = past is None or past.cycle.rule == found.cycle.rule
    if past is not None:
        before = (past.cycle.label, past.levels[SHOWN].estimate)
    moved = {level: (each.changed, each.low + each.high > 0)
             for level, each in found.changes.items() if past is not None}  # fmt: skip
    told = [
        *say.of_past(before, here, same_rule=same_rule), *say.of_changes(moved),
        *say.of_drivers(found.coverage, past.coverage if past else None, found.plans),
    ]  # fmt: skip
    points = [
        {"cycle": each.label, "rule": each.rule, "text": say.about_text(each.levels[SHOWN]),
         "value": each.levels[SHOWN].value, "low": each.levels[SHOWN].low,
         "high": each.levels[SHOWN].high}
        for each in found.trend
    ]  # fmt: skip
    return section(
        "Sejak putaran sebelumnya", change_lines(moved), told, trend=points if before else None
    )


def _kind(place: Place, found: UnitConduct, asked: Asked) -> Report:
    city = counted_city(found.cycle, asked.k)
    funnel, dot = kind_of(found.cycle, city, place.id, level=SHOWN, k=asked.k)
    units = len(funnel.dots) if funnel else 0
    told = say.of_kind(place.group, units, funnel.centre if funnel else 0.0, dot)
    return section(
        "Di antara unit sejenis", kind_lines(funnel.centre if funnel else 0.0, dot), [told]
    )


def changed_lines(now: Report, before: Report) -> list[Line]:
    """Where two snapshots of one cycle tell a figure differently, as the later one tells it."""
    past = {each["key"]: each for part in before["sections"] for each in part["lines"]}
    return [
        each | {"before": past[each["key"]]["text"]}
        for part in now["sections"]
        for each in part["lines"]
        if each["key"] in past and _told(each) != _told(past[each["key"]])
    ]


def _told(each: Line) -> tuple[Any, ...]:
    return each["text"], each["spread"]
