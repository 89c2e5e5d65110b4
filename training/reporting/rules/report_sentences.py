"""What the figures of a report say, in plain sentences, with their uncertainty and their gaps."""

import math
from collections.abc import Mapping

from training.internalization.rules.estimate.labels import Label, Missing
from training.reporting.rules.conduct import Counted, Coverage, LevelFigure
from training.reporting.rules.funnels import Dot
from training.reporting.rules.report_lines import (
    DIALS,
    FACETS,
    LEVELS,
    about_text,
    band_text,
    number,
    percent,
    spread_text,
)
from training.reporting.rules.steps import Band, Reading

NARROW, WIDE = 0.15, 0.35
SHOWN = 3
MARK = 0.60
NOT_A_RANKING = (
    "Laporan ini tentang cara kerja diatur, bukan tentang siapa juara: unit tidak diurutkan, dan "
    "tidak ada angka tentang orang."
)
SETTLED = (
    "Perbaikan yang menyangkut terlalu sedikit orang dalam suatu unit tidak mengubah bunyi "
    "angkanya, supaya tidak ada orang yang dapat dikenali dari selisih kedua rekaman."
)
MISSING: Mapping[Missing, str] = {
    Missing.AUDIT: "Audit belum selesai.",
    Missing.STREAMS: "Jenis bukti kurang dari tiga.",
    Missing.BEYOND_SELF_REPORT: "Belum ada orang di luar unit yang melihat perilakunya.",
    Missing.AGREEMENT: "Para pengamat belum cukup sepakat.",
    Missing.VOICE: "Suara anak belum ada, atau jelas di bawah unit lain.",
    Missing.WORK_IN_PLANNING: "Belum ada rencana atau keputusan yang dinilai.",
    Missing.CERTAINTY: "Rentangnya masih terlalu lebar untuk tingkat mana pun.",
    Missing.SECOND_CYCLE: "Tingkat baru diberikan setelah dua putaran berturut-turut.",
}
NEVER_SHOWN = (
    "Kunci soal yang beredar atau bukti yang dibuat-buat bersama tidak tampak dari hitungan ini.",
    "Siapa yang menghindari audit hanya dapat dibatasi, tidak dapat diketahui.",
)


def of_findings(count: int, overdue: int) -> str:
    """What was agreed with a unit and was not finished on the day of the snapshot."""
    if not count:
        return "Pada hari penutupan tidak ada temuan pendampingan yang masih terbuka."
    late = f"; {number(overdue)} di antaranya melewati tenggat" if overdue else ""
    return f"Pada hari penutupan ada {number(count)} temuan pendampingan yang belum ditutup{late}."


def in_short(coverage: Coverage, third: LevelFigure) -> list[str]:
    """How many of how many, and the estimate with its interval and how wide that is."""
    evidence = (
        f"Dari {number(coverage.roster)} pegawai, {people(coverage.assessed, coverage.roster)} "
        "punya bukti yang masih berlaku."
    )
    estimate = (
        f"Perkiraan: {about_text(third.estimate)} pegawai berada pada tingkat {SHOWN} "
        f"({LEVELS[SHOWN]}) ke atas; dengan keyakinan 90 % bagian itu {spread_text(third.estimate)}"
        f", yaitu {_between(third.estimate, coverage.roster)}. {width(third.estimate)}"
    )
    floor = third.evidenced
    proven = (
        f"Yang sudah terbukti paling banyak {percent(floor.high)}."
        if floor.low <= 0
        else f"Yang sudah terbukti sedikitnya {percent(floor.low)}: tidak ada yang diduga di situ."
    )
    return [evidence, estimate, proven]


def people(found: Band, roster: int) -> str:
    """A band as a number of people, with the share."""
    least, most = math.ceil(found.low * roster), math.floor(found.high * roster)
    if found.low <= 0:
        return f"paling banyak {number(most)} orang ({band_text(found)})"
    if found.high >= 1:
        return f"sedikitnya {number(least)} orang ({band_text(found)})"
    return f"antara {number(least)} dan {number(most)} orang ({band_text(found)})"


def _between(found: Reading, roster: int) -> str:
    least, most = math.floor(found.low * roster), math.ceil(found.high * roster)
    return f"antara {number(least)} dan {number(most)} dari {number(roster)} orang"


def width(found: Reading) -> str:
    """How sure an interval is, in words."""
    apart = found.high - found.low
    if apart <= NARROW:
        return "Rentangnya sempit: angka ini cukup pasti."
    if apart >= WIDE:
        return "Rentangnya lebar: angka ini baru petunjuk, bukan kesimpulan."
    return "Rentangnya sedang: arahnya dapat dipercaya, angkanya belum pasti."


def of_label(found: Label, *, internalized: bool) -> str:
    """What may be said of the unit as a whole."""
    if found.level is None:
        return (
            "Bukti belum cukup untuk menyebut suatu tingkat. Ini jawaban jujur, bukan nilai buruk."
        )
    if not found.level:
        return (
            "Buktinya dapat dibaca, tetapi belum menunjukkan dengan pasti bahwa 60 % pegawai "
            "berada di tingkat 1. Dari sinilah sebuah unit mulai."
        )
    word = ", terinternalisasi" if found.level > SHOWN and internalized else ""
    return (
        f"Yang dapat dikatakan: tingkat {found.level} ({LEVELS[found.level]}){word}. Dengan "
        f"keyakinan 90 %, sedikitnya {percent(MARK)} dari semua pegawai berada di sana."
    )


def of_past(before: tuple[str, Reading] | None, now: Reading, *, same_rule: bool) -> list[str]:
    """The own past: the cycle before and this one, and what may be concluded."""
    if before is None:
        return ["Belum ada putaran sebelumnya yang dapat dibandingkan."]
    label, past = before
    told = [
        f"Tingkat {SHOWN} ke atas: {about_text(past)} ({spread_text(past)}) pada putaran {label}, "
        f"{about_text(now)} ({spread_text(now)}) sekarang."
    ]
    if not same_rule:
        told.append("Versi aturannya berbeda: selisihnya dapat berasal dari aturan itu.")
    elif past.high >= now.low and now.high >= past.low:
        told.append("Kedua rentang bertumpang tindih: dari sini saja belum tampak perubahan.")
    return told


def of_changes(found: Mapping[int, tuple[bool, bool]]) -> list[str]:
    """By level, whether a change is beyond chance and whether it is a rise."""
    sure = [
        f"Tingkat {level} ke atas {'naik' if risen else 'turun'} melebihi kebetulan."
        for level, (changed, risen) in sorted(found.items())
        if changed
    ]
    if sure or not found:
        return sure
    return ["Pada tingkat mana pun tidak ada perubahan yang pasti sejak putaran sebelumnya."]


def of_drivers(now: Coverage, before: Coverage | None, plans: Mapping[str, Counted]) -> list[str]:
    """What went along with it: mentoring, how many took part, plans; never what caused it."""
    told = []
    if now.dose is not None:
        past = (
            f" (putaran sebelumnya {number(before.dose, 1)})"
            if before is not None and before.dose is not None
            else ""
        )
        told.append(f"Pendampingan: {number(now.dose, 1)} kunjungan per sepuluh pegawai{past}.")
    if before is not None:
        told.append(
            f"Pegawai dengan bukti yang berlaku: {band_text(now.assessed)} "
            f"(putaran sebelumnya {band_text(before.assessed)})."
        )
    kept = plans["kept"].share
    if kept is not None:
        told.append(f"Rencana yang dijalankan menurut penyusunnya: {about_text(kept)}.")
    told.append("Hal-hal ini berjalan bersamaan; laporan ini tidak membuktikan sebab akibatnya.")
    return told


def of_kind(group: str, units: int, centre: float, dot: Dot | None) -> str:
    """Where the unit lies among those of its kind, without saying where the others lie."""
    if dot is None:
        return f"Kelompok {group}: unit sejenis yang berdiri sendiri kurang dari empat."
    where = "di luar" if dot.is_apart else "di dalam"
    return (
        f"Kelompok {group} ({number(units)} unit), bagian bersama sekitar {percent(centre)}: untuk "
        f"{number(dot.people)} pegawai, kebetulan saja memberi {percent(dot.low)} sampai "
        f"{percent(dot.high)}; unit ini {where} batas itu."
    )


def unknown(
    label: Label,
    coverage: Coverage,
    counted: Mapping[str, Counted],
    *,
    alpha: float | None,
    suspended: bool,
    k: int,
) -> list[str]:
    """What this report does not know."""
    told = [MISSING[each] for each in label.missing]
    if coverage.assessed.low < 1:
        least = percent(max(0.0, 1 - coverage.assessed.high))
        most = percent(1 - coverage.assessed.low)
        span = f"paling banyak {most}" if coverage.assessed.high >= 1 else f"{least} sampai {most}"
        told.append(
            f"Tentang {span} pegawai tidak ada bukti yang berlaku; untuk mereka hanya ada perkiraan"
            " dari audit dan dari unit sejenis."
        )
    silent = [name for key, name in {**DIALS, **FACETS}.items() if counted[key].share is None]
    if silent:
        told.append(f"Dasarnya kurang dari {k} untuk: {', '.join(silent)}.")
    if suspended:
        told.append("Pengamatan sedang ditangguhkan: “Dipraktikkan” belum dapat dijadikan dasar.")
    elif alpha is None:
        told.append("Seberapa sepakat para pengamat belum diketahui.")
    return [*told, *NEVER_SHOWN]
