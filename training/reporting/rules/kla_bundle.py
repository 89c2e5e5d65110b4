"""The KLA evidence bundle as sheets of a workbook, in the words and columns of its evaluation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from training.certification.rules.hours import Granted
from training.certification.rules.trained import Attendance, Evidence, Group
from training.content.rules.programmes import Programme
from training.people.rules.kinds import JobFamily
from training.reporting.rules.kla_indicators import (
    HEALTH,
    INDICATORS,
    NOT_HERE,
    SCHOOLS,
    TRAINED,
)
from training.reporting.rules.sheets import Cell, Sheet

FAMILIES = {
    JobFamily.FRONT_LINE.value: "Pelayanan langsung",
    JobFamily.PLANNER.value: "Perencana",
    JobFamily.DECISION_MAKER.value: "Pengambil keputusan",
    JobFamily.SUPPORT.value: "Pendukung",
}
METHOD = (
    ("Yang dihitung", "Pegawai dengan jabatan definitif pada hari itu. Pegawai yang cuti di luar "
     "tanggungan, tugas belajar, cuti panjang, atau diberhentikan sementara tidak dihitung."),
    ("Lini depan", "Pegawai yang rumpun jabatannya pelayanan langsung, menurut BKPSDM."),
    ("Penilaian mandiri", "Kolom Telah dan Belum dilaksanakan hanya diisi untuk indikator yang "
     "dihitung Resap. Penanggung jawab adalah OPD yang lazim; cocokkan dengan pembagian tugas "
     "kota, dan bunyi indikator dengan lampiran Permen PPPA 12/2022."),
    ("Terlatih", "Memegang sertifikat yang berlaku pada hari itu dan tidak dicabut, atau hasil "
     "belajar lain yang diakui dengan dokumennya. Yang memegang beberapa dihitung satu kali."),
    ("OPD", "Unit tepat di bawah kota beserta semua unit di bawahnya."),
    ("Puskesmas", "Unit yang namanya memuat kata Puskesmas. Puskesmas pembantu di bawahnya "
     "dihitung di dalamnya. Penyebutnya seluruh pegawai, bukan hanya lini depan."),
    ("JP", "Jam pelajaran menurut keputusan BKPSDM saat sertifikat terbit; tidak pernah dihitung "
     "dari lama layar terbuka. Kosong: belum ada keputusan."),
    ("Batas", "Sertifikat menyatakan terlatih. Berkas ini tidak menyatakan tingkat internalisasi, "
     "tidak mengurutkan OPD, dan bukan pelatihan KHA dari Kementerian PPPA. Apakah pelatihan ini "
     "diakui sebagai SDM terlatih KHA ditetapkan dengan surat tersendiri."),
    ("Data pribadi", "Lembar Daftar orang memuat nama. Pakai hanya sebagai bukti penilaian, dan "
     "hapus setelah tidak diperlukan."),
)  # fmt: skip
SOURCES = (
    ("Perpres 25/2021", "Kebijakan Kabupaten/Kota Layak Anak."),
    ("Permen PPPA 12/2022", "Penyelenggaraan KLA: 24 indikator. Cocokkan bunyi indikator dengan "
     "lampirannya sebelum berkas ini dikirim."),
    ("Pedoman Puskesmas Ramah Anak, 2022", "Paling sedikit 50 % pegawai puskesmas terlatih KHA."),
    ("Pedoman Satuan Pendidikan Ramah Anak, 2021", "Paling sedikit dua pendidik atau tenaga "
     "kependidikan terlatih KHA pada setiap satuan pendidikan."),
    ("Resap", "Catatan sertifikat (hanya ditambah, ditandatangani), riwayat jabatan, keputusan "
     "JP."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taught:
    """A programme of the bundle: its text, the JP of today, and what its modules are called."""

    programme: Programme
    jp: Granted | None
    modules: Sequence[str]


@dataclass(frozen=True, slots=True)
class About:
    """What the bundle is about: the city, the day on which it holds, when it was made, what."""

    city: str
    day: date
    made_at: datetime
    taught: Sequence[Taught]


def sheets(found: Evidence, about: About) -> tuple[Sheet, ...]:
    """The sheets: summary with method, self-assessment, OPDs, puskesmas, people, material, sources.

    Shares are shares of one; days are days of the city.
    """
    return (
        Sheet("Ringkasan", ("Hal", "Isi"), tuple(_summary(found, about)), widths=(28, 90)),
        _assessment(found),
        Sheet("Per OPD", (
            "OPD", "Kode", "Lini depan", "Lini depan terlatih", "Bagian lini depan",
            "Seluruh pegawai", "Terlatih", "Bagian",
        ), tuple(_office(each) for each in found.offices), frozenset({4, 7})),
        Sheet("Puskesmas", (
            "Puskesmas", "Kode", "Pegawai", "Terlatih", "Bagian", "Mencapai 50 %", "Lini depan",
            "Lini depan terlatih",
        ), tuple(_clinic(each) for each in found.puskesmas), frozenset({4})),
        Sheet("Daftar orang", (
            "OPD", "Unit kerja", "Nama", "Jabatan", "Rumpun jabatan", "Program", "Nomor",
            "Asal", "Tuntas", "Berlaku sampai", "JP", "Keputusan JP",
        ), tuple(_person(each) for each in found.people)),
        Sheet("Materi dan alat ukur", (
            "Program", "Modul", "Syarat lulus kuis", "Praktik", "JP", "Keputusan JP",
        ), tuple(_taught(each) for each in about.taught), widths=(34, 60, 18, 40, 8, 30)),
        Sheet("Sumber", ("Sumber", "Yang diambil"), SOURCES, widths=(40, 80)),
    )  # fmt: skip


def _of(part: int, whole: int) -> str:
    """How many of how many, with the share where there is one."""
    share = f" ({part / whole:.1%})".replace(".", ",").replace("%", " %") if whole else ""
    return f"{part} dari {whole}{share}"


def _summary(found: Evidence, about: About) -> Iterable[Sequence[Cell]]:
    yield "Kota", about.city
    yield "Keadaan per", about.day
    yield "Dibuat", about.made_at
    yield "Program", "; ".join(each.programme.title for each in about.taught)
    whole = found.whole
    if whole is not None:
        yield "Lini depan terlatih", _of(whole.front_line_trained, whole.front_line)
        yield "Seluruh pegawai terlatih", _of(whole.trained, whole.staff)
    reached = sum(each.reaches_half for each in found.puskesmas)
    yield "Puskesmas yang mencapai 50 %", _of(reached, len(found.puskesmas))
    yield from METHOD


def _assessment(found: Evidence) -> Sheet:
    """The 24 indicators in the columns in which a city answers them, with what Resap counts.

    Who answers for an indicator is the usual office: the city corrects it before it is sent.
    """
    whole = found.whole
    reached = sum(each.reaches_half for each in found.puskesmas)
    clinics = len(found.puskesmas)
    front = _of(whole.front_line_trained, whole.front_line) if whole else _of(0, 0)
    left = whole.front_line - whole.front_line_trained if whole else 0
    counted: dict[str, tuple[str, str, str]] = {
        TRAINED: (
            f"Lini depan terlatih: {front}.", f"{left} petugas lini depan belum terlatih.",
            "Lembar Per OPD dan Daftar orang; surat tugas, dokumentasi, dan rencana tindak lanjut "
            "dari OPD.",
        ),
        HEALTH: (
            f"Puskesmas dengan paling sedikit 50 % pegawai terlatih: {_of(reached, clinics)}."
            if clinics else "Belum ada puskesmas dalam susunan unit di Resap.",
            f"{clinics - reached} puskesmas belum mencapai 50 %." if clinics else "",
            "Lembar Puskesmas." if clinics else "Susunan unit Dinas Kesehatan sampai puskesmas.",
        ),
        SCHOOLS: (
            "", "", "Daftar orang yang bertugas di satuan pendidikan: saring lembar Daftar orang "
            "menurut unit kerja.",
        ),
    }  # fmt: skip
    rows = tuple(
        (each.number, each.cluster, each.about, "", *counted.get(number, ("", "", NOT_HERE)),
         each.offices)
        for number, each in INDICATORS.items()
    )  # fmt: skip
    head = ("Nomor", "Klaster", "Indikator", "PM (penilaian mandiri)", "Telah dilaksanakan",
            "Belum dilaksanakan", "Data yang dibutuhkan", "Penanggung jawab")  # fmt: skip
    return Sheet("Penilaian mandiri", head, rows, widths=(8, 24, 34, 14, 44, 36, 44, 28))


def _office(each: Group) -> Sequence[Cell]:
    return (
        each.place.name, each.place.code, each.front_line, each.front_line_trained,
        each.front_line_share, each.staff, each.trained, each.share,
    )  # fmt: skip


def _clinic(each: Group) -> Sequence[Cell]:
    return (
        each.place.name, each.place.code, each.staff, each.trained, each.share,
        "ya" if each.reaches_half else "tidak", each.front_line, each.front_line_trained,
    )  # fmt: skip


def _person(each: Attendance) -> Sequence[Cell]:
    staff, proof = each.staff, each.proof
    return (
        each.office.name, staff.place.name, staff.name, staff.title,
        FAMILIES.get(staff.family, staff.family), proof.title, proof.number,
        "sertifikat" if proof.own else "diakui", proof.completed, proof.until - timedelta(days=1),
        proof.jp.hours if proof.jp else None, _decree(proof.jp),
    )  # fmt: skip


def _decree(jp: Granted | None) -> str:
    return f"{jp.decree}, {jp.decree_on:%d-%m-%Y}" if jp else ""


def _taught(each: Taught) -> Sequence[Cell]:
    found = each.programme
    least = sorted({need.least_score for need in found.first.modules if need.least_score})
    practice = "; ".join(
        ", ".join(filter(None, (
            f"{need.cases} kasus latihan" if need.cases else "",
            f"{need.plans} rencana yang dikuatkan" if need.plans else "",
        ))) for need in found.first.practice
    )  # fmt: skip
    return (
        found.title, "; ".join(each.modules),
        ", ".join(f"≥ {score:.0%}".replace("%", " %") for score in least), practice,
        each.jp.hours if each.jp else None, _decree(each.jp),
    )  # fmt: skip
