"""A report of a closed cycle as a table and as a workbook with the meaning of every column."""

from collections.abc import Iterable, Mapping
from typing import Any

from training.reporting.rules.sheets import Cell, Sheet, csv_bytes, workbook_bytes

Report = Mapping[str, Any]
HEAD = (
    "Putaran", "Sidik jari", "Kode unit", "Unit", "Bagian", "Kunci", "Ukuran", "Hasil", "Rentang",
    "Nilai", "Rendah", "Tinggi", "n paling sedikit",
)  # fmt: skip
UNITS_HEAD = ("Kode unit", "Unit", "Kelompok", "Pegawai", "Digabung ke", "Berakhir")
DICTIONARY = (
    ("Putaran", "teks", "Putaran pengukuran yang sudah ditutup; angka hanya berasal dari sana."),
    ("Sidik jari", "teks", "SHA-256 atas semua yang dibekukan. Masukan yang sama memberi sidik jari"
     " yang sama; flask report verify-cycle memeriksanya."),
    ("Kode unit", "teks", "Kode unit dalam susunan kota. Angkanya mencakup unit di bawahnya."),
    ("Unit", "teks", "Nama unit. Urutannya menurut abjad, tidak pernah menurut angka."),
    ("Bagian", "teks", "Bagian laporan tempat angka itu berdiri."),
    ("Kunci", "teks", "Nama tetap untuk mesin: level.3.estimate, dial.knows, stream.K, …"),
    ("Ukuran", "teks", "Apa yang diceritakan angka itu."),
    ("Hasil", "teks", "Angka seperti yang ditampilkan, dalam langkah yang memuat paling sedikit k "
     "orang."),
    ("Rentang", "teks", "Rentang 90 % dalam kata: dalam sembilan dari sepuluh hal memuat yang "
     "benar."),
    ("Nilai", "bilangan", "Bagian dari 0 sampai 1 (Pegawai dan temuan: banyaknya; tingkat unit: 0 "
     "sampai 5; pendampingan, indikator R, dan alfa: bilangan; driver: rata-rata 1 sampai 5). "
     "Kosong: tidak boleh diceritakan, tidak ada, atau diceritakan dengan kata saja."),
    ("Rendah", "bilangan", "Batas bawah, dari 0 sampai 1."),
    ("Tinggi", "bilangan", "Batas atas, dari 0 sampai 1."),
    ("n paling sedikit", "bilangan bulat", "Paling sedikit berapa orang atau suara di balik angka "
     "itu."),
    ("terbukti", "istilah", "Pegawai yang dinilai dan mencapai tingkat itu, dari seluruh daftar. "
     "Lantai: tidak ada yang diduga."),
    ("perkiraan", "istilah", "Yang terbukti beserta yang belum dinilai, menurut audit undian dan "
     "unit sejenis."),
    ("belum cukup data", "istilah", "Di baliknya kurang dari k orang atau suara; bukan nol."),
)  # fmt: skip


def lines_of(report: Report) -> Iterable[tuple[str, str, str, Mapping[str, Any]]]:
    """Every figure of a report: code and name of its unit, the part where it stands, its line."""
    unit = report["unit"]
    for part in report["sections"]:
        for each in part["lines"]:
            yield unit["code"], unit["name"], part["title"], each
    for row in report["units"]:
        if row["code"] != unit["code"]:
            for each in row["lines"]:
                yield row["code"], row["name"], "Per unit", each


def report_rows(report: Report) -> list[tuple[Cell, ...]]:
    """The figures under HEAD."""
    return [
        (
            report["cycle"], report["digest"], code, name, part, each["key"], each["about"],
            each["text"], each["spread"], each["value"], each["low"], each["high"], each["n"],
        )
        for code, name, part, each in lines_of(report)
    ]  # fmt: skip


def report_csv(report: Report) -> bytes:
    """The figures as a table, the snapshot's digest in every row."""
    return csv_bytes(HEAD, report_rows(report))


def report_xlsx(report: Report) -> bytes:
    """Sentences, figures, units and the dictionary of data, each on a sheet."""
    sheets = [
        Sheet("Ringkasan", ("Bagian", "Isi"), tuple(_sentences(report)), widths=(28, 100)),
        Sheet("Angka", HEAD, report_rows(report)),
    ]
    if report["units"]:
        sheets.append(Sheet("Unit", UNITS_HEAD, tuple(_units(report))))
    sheets.append(Sheet("Kamus data", ("Kolom atau istilah", "Jenis", "Arti"), DICTIONARY,
                        widths=(24, 16, 100)))  # fmt: skip
    return workbook_bytes(sheets)


def _sentences(report: Report) -> Iterable[tuple[Cell, ...]]:
    yield report["title"], report["unit"]["name"]
    yield "Kota", report["city"]
    yield "Putaran", f"{report['cycle']} ({report['first']} sampai {report['last']})"
    yield "Sidik jari", report["digest"]
    yield "Tanda tangan", report["signed_by"] or "belum ditandatangani"
    for each in report["summary"]:
        yield "Ringkasnya", each
    for part in report["sections"]:
        for each in part["sentences"]:
            yield part["title"], each
    for each in report["unknown"]:
        yield "Yang belum diketahui", each


def _units(report: Report) -> Iterable[tuple[Cell, ...]]:
    for row in report["units"]:
        yield (
            row["code"], row["name"], row["group"], row["roster"], row["merged_into"], row["ended"],
        )  # fmt: skip
