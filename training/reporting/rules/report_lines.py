"""The lines of a report: every figure once, as it is told and as numbers, for every form alike."""

from collections.abc import Mapping
from typing import Any

from training.internalization.rules.estimate.labels import Label
from training.reporting.rules.conduct import Counted, Coverage, LevelFigure
from training.reporting.rules.funnels import Dot
from training.reporting.rules.steps import Band, Reading

Line = dict[str, Any]
TOO_LITTLE, UNKNOWN = "belum cukup data", "belum diketahui"
LEVELS: Mapping[int, str] = {
    0: "Belum terbukti", 1: "Menerima", 2: "Menanggapi", 3: "Menghargai", 4: "Mengelola",
    5: "Menghayati",
}  # fmt: skip
DIALS: Mapping[str, str] = {
    "knows": "Tahu dan menimbang", "lasts": "Bertahan", "does": "Dipraktikkan",
    "felt": "Dirasakan anak",
}  # fmt: skip
FACETS: Mapping[str, str] = {
    "speak": "Berbicara", "serve": "Melayani", "decide": "Memutuskan", "planning": "Perencanaan",
    "decision": "Keputusan", "service": "Pelayanan",
}  # fmt: skip
PLANS: Mapping[str, str] = {
    "kept": "Rencana yang dijalankan", "corroborated": "Rencana yang dikuatkan orang lain",
}  # fmt: skip
STREAMS: Mapping[str, str] = {
    "K": "Pengetahuan", "R": "Daya ingat", "J1": "Pertimbangan kasus layanan",
    "J2": "Pertimbangan benturan nilai", "C": "Komitmen", "O": "Pengamatan", "W": "Produk kerja",
}  # fmt: skip


def number(value: float, places: int = 0) -> str:
    """−1.234,5 with the given number of decimals."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.-", ".,−"))


def percent(share: float) -> str:
    """A share from 0 to 1 as 62 %."""
    return f"{number(share * 100)} %"


def band_text(found: Band | None) -> str:
    """A share that is told as a step."""
    if found is None:
        return TOO_LITTLE
    if found.low <= 0:
        return f"paling banyak {percent(found.high)}"
    if found.high >= 1:
        return f"sedikitnya {percent(found.low)}"
    return f"{number(found.low * 100)}–{percent(found.high)}"


def about_text(found: Reading | None) -> str:
    """The middle of an estimate; the ends of the scale are given as a band."""
    if found is None:
        return TOO_LITTLE
    if found.value <= 0:
        return f"paling banyak {percent(found.edge)}"
    if found.value >= 1:
        return f"sedikitnya {percent(1 - found.edge)}"
    return f"sekitar {percent(found.value)}"


def spread_text(found: Reading | None) -> str:
    """The 90 % interval in words."""
    return f"antara {percent(found.low)} dan {percent(found.high)}" if found else ""


def line(key: str, about: str, text: str, **numbers: Any) -> Line:
    """One figure: `key` names it for machines, `about` and `text` tell it.

    `value`, `low` and `high` are numbers, None where they may not be told or do not exist; `n` is
    how many are behind it at least.
    """
    blank: Line = {"spread": "", "value": None, "low": None, "high": None, "n": None}
    return {"key": key, "about": about, "text": text} | blank | numbers


def reading_line(key: str, about: str, found: Reading | None, n: int | None = None) -> Line:
    """An estimate with its interval; at the ends of the scale it has no value of its own."""
    if found is None:
        return line(key, about, TOO_LITTLE)
    value = found.value if 0 < found.value < 1 else None
    return line(
        key, about, about_text(found), spread=spread_text(found), value=value, low=found.low,
        high=found.high, n=n,
    )  # fmt: skip


def band_line(key: str, about: str, found: Band | None) -> Line:
    """A share that is told as a step."""
    low, high = (found.low, found.high) if found else (None, None)
    return line(key, about, band_text(found), low=low, high=high)


def floor_line(key: str, about: str, found: Band) -> Line:
    """What is evidenced: a floor, so that only the lower end counts."""
    if found.low <= 0:
        return line(key, about, f"paling banyak {percent(found.high)}", high=found.high)
    return line(key, about, f"sedikitnya {percent(found.low)}", low=found.low)


def level_lines(levels: Mapping[int, LevelFigure]) -> list[Line]:
    """Evidenced and estimated, level by level."""
    found: list[Line] = []
    for level, each in sorted(levels.items()):
        name = f"Tingkat {level} {LEVELS[level]} ke atas"
        found.append(floor_line(f"level.{level}.evidenced", f"{name}: terbukti", each.evidenced))
        told = reading_line(f"level.{level}.estimate", f"{name}: perkiraan", each.estimate)
        found.append(told)
    return found


def counted_lines(part: str, names: Mapping[str, str], found: Mapping[str, Counted]) -> list[Line]:
    """Shares among those of whom there is evidence."""
    return [
        reading_line(f"{part}.{key}", name, found[key].share, found[key].n)
        for key, name in names.items()
    ]


def coverage_lines(found: Coverage, alpha: float | None) -> list[Line]:
    """What stands behind the figures."""
    told = [
        line("roster", "Pegawai dalam daftar", number(found.roster), value=found.roster),
        band_line("assessed", "Dinilai dengan bukti apa pun", found.assessed),
    ]
    told += [
        band_line(f"stream.{code}", f"Bukti berlaku: {STREAMS.get(code, code)}", share)
        for code, share in found.streams.items()
    ]
    drawn = f"sedikitnya {number(found.drawn)}" if found.drawn else TOO_LITTLE
    told.append(line("audit.drawn", "Audit undian: orang yang terundi", drawn,
                     n=found.drawn or None))  # fmt: skip
    told.append(band_line("audit.done", "Dari mereka, yang dikunjungi", found.done))
    told.append(_one("dose", "Pendampingan: kunjungan per sepuluh pegawai", found.dose, 1))
    told.append(_one("alike", "Indikator R (1: semua rumpun jabatan ikut sama banyak)",
                     found.alike, 1))  # fmt: skip
    about = "Kesepakatan penilai se-kota (alfa Krippendorff)"
    told.append(_one("alpha", about, alpha, 2) if alpha is not None
                else line("alpha", about, UNKNOWN))  # fmt: skip
    return told


def _one(key: str, about: str, value: float | None, places: int) -> Line:
    if value is None:
        return line(key, about, TOO_LITTLE)
    return line(key, about, number(value, places), value=round(value, places))


def label_line(found: Label) -> Line:
    """What may be said of the unit as a whole: a level from 0 to 5, or that it cannot be said."""
    if found.level is None:
        return line("label", "Tingkat unit", "bukti belum cukup")
    name = f"tingkat {found.level} ({LEVELS[found.level]})"
    return line("label", "Tingkat unit", name, value=found.level)


def change_lines(found: Mapping[int, tuple[bool, bool]]) -> list[Line]:
    """By level, whether a change is beyond chance and whether it is a rise."""
    return [
        line(f"change.{level}", f"Tingkat {level} {LEVELS[level]} ke atas: perubahan",
             ("naik" if risen else "turun") if changed else "tidak ada yang pasti")
        for level, (changed, risen) in sorted(found.items())
    ]  # fmt: skip


def finding_lines(count: int, overdue: int) -> list[Line]:
    """What accompanying the unit had left open when the cycle was closed."""
    return [
        line("findings.open", "Temuan yang belum ditutup", number(count), value=count),
        line("findings.overdue", "Dari itu melewati tenggat", number(overdue), value=overdue),
    ]


def kind_lines(centre: float, dot: Dot | None) -> list[Line]:
    """What units of its kind have in common, and what chance allows for so many people."""
    if dot is None:
        return []
    low, high = percent(dot.low), percent(dot.high)
    return [
        line("kind.centre", "Bagian bersama unit sejenis", f"sekitar {percent(centre)}",
             value=round(centre, 2)),
        line("kind.chance", "Yang diberikan kebetulan saja", f"{low} sampai {high}",
             low=round(dot.low, 2), high=round(dot.high, 2)),
    ]  # fmt: skip
