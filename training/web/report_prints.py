"""The report of a closed cycle on paper: the page's drawings, tagged for readers (PDF/UA-1)."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from flask import current_app

from training.kernel import jobs, typesetting
from training.kernel.clock import local_date
from training.kernel.db import only_reading
from training.kernel.settings import ROOT
from training.reporting.queries.city_cycle_reports import city_cycle_report
from training.reporting.queries.cycle_reports import Asked
from training.reporting.rules.report_lines import number
from training.web.present import long_date

TEMPLATE = ROOT / "templates" / "print" / "laporan-putaran.typ"
CITY_PDF = "city-report"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
WIDE, SMALL = "480", "220"
Report = Mapping[str, Any]


def report_pdf(report: Report) -> bytes:
    """The PDF of a report; the snapshot's digest stands on every page.

    It is dated by the closing, so that the same report is the same file whenever it is made.
    """
    at = datetime.fromisoformat(report["closed_at"])
    return typesetting.pdf(TEMPLATE.read_text("utf-8"), printed(report), at=at)


def city_pdf(running: jobs.Running, *, k: int, city: str, zone: str) -> dict[str, Any]:
    """The job that makes the city's report for one person's scope; answers the file as text.

    It only reads, so that nobody's answer waits for the typesetter, and its progress is seen.
    """
    asked = Asked(running.payload["cycle"], tuple(running.payload["scope"]), k, city,
                  local_date(running.at, zone))  # fmt: skip
    with only_reading():
        report = city_cycle_report(asked, lambda done, of: running.tell(done, of + 1))
        return {"pdf": b64encode(report_pdf(report)).decode()}


def printed(report: Report) -> dict[str, Any]:
    """A report as the typesetter takes it: days in words, drawings as SVG with their words."""
    first, last = (date.fromisoformat(report[name]) for name in ("first", "last"))
    return {
        **report,
        "span": f"{long_date(first)} – {long_date(last)}",
        "sections": [_section(report, each) for each in report["sections"]],
        "units": [_unit(each) for each in report["units"]],
    }


def level_rows(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Evidenced and estimated of a level beside each other."""
    by_key = {each["key"]: each for each in lines}
    return [
        {
            "name": each["about"].rpartition(":")[0],
            "key": each["key"],
            "evidenced": each["text"],
            "estimate": by_key[each["key"].replace("evidenced", "estimate")],
        }
        for each in lines
        if each["key"].endswith(".evidenced")
    ]


def trend_points(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cycles of a trend as the drawing takes them; a new rule breaks the line."""
    return list(_points(points))


def _points(points: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for place, each in enumerate(points):
        if place and each["rule"] != points[place - 1]["rule"]:
            yield {"value": None, "label": "aturan baru", "text": ""}
        yield {
            "value": each["value"] * 100, "low": each["low"] * 100, "high": each["high"] * 100,
            "label": each["cycle"], "text": each["text"],
        }  # fmt: skip


def _section(report: Report, part: dict[str, Any]) -> dict[str, Any]:
    levels = part["mark"] is not None
    told = {**part, "rows": [], "drawn": [], "levels": []}
    if levels:
        told["levels"] = [
            {**row, "drawing": _dot(row["name"], row["estimate"], part["mark"])}
            for row in level_rows(part["lines"])
        ]
        return told
    told["rows"] = part["lines"]
    if part["trend"]:
        told["drawn"].append(_trend(report["unit"]["name"], part["trend"]))
    for each in part["funnel"] or []:
        told["drawn"].append(_funnel(each))
    return told


def _unit(row: dict[str, Any]) -> dict[str, Any]:
    """A unit of the city at the level that is shown, drawn."""
    third = next((each for each in level_rows(row["lines"]) if " 3 " in each["name"]), None)
    told = {**row, "roster": number(row["roster"]), "third": None}
    if third is not None:
        drawing = _dot(row["name"], third["estimate"], None)
        told["third"] = {**third, "drawing": drawing}
    return told


def _dot(label: str, told: Mapping[str, Any], target: float | None) -> dict[str, str] | None:
    if told["low"] is None:
        return None
    desc = f"{told['text']}, {told['spread']}"
    drawn = _charts().dot_interval(
        told["low"] * 100, spot(told) * 100, told["high"] * 100, label, desc,
        target=None if target is None else target * 100, width=SMALL,
    )  # fmt: skip
    return _picture(drawn, f"{label}: {desc}")


def spot(told: Mapping[str, Any]) -> float:
    """Where an estimate is drawn: one without a value of its own lies at an end of the scale."""
    if told["value"] is not None:
        return told["value"]
    return 0.0 if told["text"].startswith("paling banyak") else 1.0


def _trend(name: str, points: list[dict[str, Any]]) -> dict[str, str]:
    label = f"Tingkat 3 ke atas, menurut putaran: {name}"
    desc = "; ".join(f"{each['cycle']}: {each['text']}" for each in points)
    drawn = _charts().trend(trend_points(points), label, desc, width=WIDE)
    return _picture(drawn, f"{label}. {desc}")


def _funnel(found: dict[str, Any]) -> dict[str, str]:
    label, desc = f"Corong: {found['group']}", f"{len(found['dots'])} unit"
    parts = current_app.jinja_env.get_template("task_force/conduct_parts.html").module
    return _picture(parts.funnel_of(found, label, desc, width=WIDE), f"{label}, {desc}")  # type: ignore[attr-defined]  (a macro)


def _charts() -> Any:
    return current_app.jinja_env.get_template("components/charts.html").module


def _picture(drawn: Any, alt: str) -> dict[str, str]:
    """A drawing of the page as the typesetter reads it: a namespace, and our own font."""
    svg = str(drawn).strip().replace("<svg ", SVG, 1)
    return {"svg": svg.replace('"sans-serif"', '"Atkinson Hyperlegible"'), "alt": alt}
