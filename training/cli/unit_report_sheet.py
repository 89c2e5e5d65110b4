"""The report of one unit on paper: the figures that may be seen, each with what it rests on."""

from collections.abc import Iterable
from datetime import datetime

from training.content.rules.model import Dimension, Stage
from training.kernel import typesetting
from training.kernel.settings import ROOT
from training.reporting.queries import UnitReport
from training.reporting.rules.figures import Figure, Shown
from training.reporting.rules.measures import Basis, Cell, Measure

TEMPLATE = ROOT / "templates" / "print" / "laporan-unit.typ"
HEAD = ("Ukuran", "Hasil", "Rentang 90 %", "Dasar")
MEASURES = {
    Measure.ACTIVE: "Aktif 90 hari",
    Measure.STARTED: "Sudah mulai",
    Measure.COMPLETED: "Selesai semua modul",
    Measure.KNOWLEDGE: "Pengetahuan",
    Measure.JUDGEMENT: "Pertimbangan",
    Measure.FIRST_SCORE: "Hasil pertama",
    Measure.LATEST_SCORE: "Hasil terakhir",
}
DIMENSIONS = {
    Dimension.SPEAK.value: "Berbicara",
    Dimension.SERVE.value: "Melayani",
    Dimension.DECIDE.value: "Memutuskan",
}
STAGES = {
    Stage.PLANNING.value: "Perencanaan",
    Stage.DECISION.value: "Keputusan",
    Stage.SERVICE.value: "Pelayanan",
}
BASES = {
    Basis.NOW: "menurut unit pegawai sekarang",
    Basis.THEN: "menurut unit pegawai pada waktu itu",
}
NOTES = (
    "Angka yang berdasar pada terlalu sedikit orang tidak ditampilkan, atau hanya sebagai batas.",
    "Laporan ini tentang unit, bukan tentang orang, dan tidak mengurutkan unit.",
)


def unit_report_pdf(report: UnitReport, *, city: str, at: datetime) -> bytes:
    """The PDF, tagged for readers (PDF/UA-1)."""
    return typesetting.pdf(TEMPLATE.read_text("utf-8"), content(report, city=city), at=at)


def content(report: UnitReport, *, city: str) -> dict[str, object]:
    """Everything that stands on the pages; what may not be seen is not in it."""
    unit, merged = report.unit, report.unit.merged_into
    facts = [
        {"key": "Kode", "value": unit.code},
        {"key": "Pegawai", "value": str(unit.roster)},
        {"key": "Keadaan per", "value": _day(report)},
        {"key": "Dihitung", "value": BASES[report.basis]},
    ]
    if merged:
        facts.append({"key": "Digabungkan ke", "value": f"{merged} (terlalu sedikit pegawai)"})
    return {
        "city": city, "title": "Laporan Unit", "unit": unit.name, "facts": facts,
        "notes": list(NOTES), "sections": list(_sections(report)), "foot": unit.code,
    }  # fmt: skip


def _day(report: UnitReport) -> str:
    return f"{report.as_of:%d-%m-%Y}" if report.as_of else "belum dihitung"


def _sections(report: UnitReport) -> Iterable[dict[str, object]]:
    """Over everything first, then each dimension and stage, then the modules in their order."""
    labels, parts = dict(report.modules), dict[str, list[list[str]]]()
    places = {slug: place for place, (slug, _) in enumerate(report.modules)}
    for each in sorted(report.cells, key=lambda each: places.get(each.cell.slug, -1)):
        parts.setdefault(_title(each.cell, labels), []).append(_row(each.cell, each.figure))
    for title, rows in parts.items():
        yield {"title": title, "head": list(HEAD), "rows": rows}


def _title(cell: Cell, labels: dict[str, str]) -> str:
    named = (
        labels.get(cell.slug, cell.slug), DIMENSIONS.get(cell.dimension, cell.dimension),
        STAGES.get(cell.stage, cell.stage),
    )  # fmt: skip
    return " · ".join(filter(None, named)) or "Seluruhnya"


def _row(cell: Cell, figure: Figure) -> list[str]:
    return [MEASURES[cell.measure], _value(figure), _spread(figure), _basis(figure)]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{round(share * 100)} %"


def _value(figure: Figure) -> str:
    if figure.shown is Shown.AT_MOST:
        return f"paling banyak {_percent(figure.high)}"
    if figure.shown is Shown.AT_LEAST:
        return f"paling sedikit {_percent(figure.low)}"
    if figure.shown is Shown.PROTECTED:
        return "tidak ditampilkan"
    if figure.shown is Shown.ABOUT:
        return f"sekitar {_percent(figure.value)}"
    return _percent(figure.value) if figure.is_seen else "belum cukup data"


def _spread(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{round(figure.low * 100)}–{_percent(figure.high)}"


def _basis(figure: Figure) -> str:
    """The n behind a figure, from … to …: the exact one would tell on the few who come and go."""
    if not figure.is_seen:
        return "–"
    if figure.most is None:
        return f"n ≥ {figure.least}"
    left = f" ({figure.left} sudah keluar)" if figure.left else ""
    return f"n = {figure.least}–{figure.most} dari {figure.of}{left}"
