"""Commands about certificates: issue what is due, prove that everything about them holds."""

import json
from dataclasses import asdict
from itertools import islice

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from training.certification.actions.assigning import assign_all_aside
from training.certification.actions.deciding import explain_gap
from training.certification.actions.issuing import issue_due, office
from training.certification.actions.standings import take_standings_aside
from training.certification.queries.checking import Flaw
from training.certification.queries.checking import check as find_flaws
from training.certification.queries.standings import When
from training.certification.rules.refusals import NumberIsNoGap
from training.cli.certificate_import import import_documents
from training.kernel.clock import now
from training.kernel.db import db, writing
from training.people.queries.employees import find

group = AppGroup("certificates", help="Sertifikat: menerbitkan yang jatuh tempo dan memeriksanya.")
group.add_command(import_documents)
SHOWN = 20
REMEDIES = {
    Flaw.WITHOUT_CERTIFICATE: (
        "Masa berlaku {about} diperoleh tanpa sertifikat. Pulihkan cadangan terakhir; baris ini "
        "tidak mungkin ditulis oleh Resap."
    ),
    Flaw.WITHOUT_DOCUMENT: (
        "Masa berlaku {about} diakui tanpa dokumen. Cabut lewat halaman pegawai, lalu akui lagi "
        "dengan dokumennya."
    ),
    Flaw.SIGNATURE: (
        "Tanda tangan sertifikat {about} tidak cocok: isinya diubah atau kuncinya tidak dikenal. "
        "Bandingkan dengan cadangan, lalu cabut bila isinya memang berbeda."
    ),
    Flaw.DIFFERS: (
        "Isi yang ditandatangani pada sertifikat {about} berbeda dengan catatannya. Bandingkan "
        "dengan cadangan."
    ),
    Flaw.ATTEMPT: (
        "Kuis di balik sertifikat {about} kini tidak lulus atau bukan milik pemegangnya. Periksa "
        "koreksi kunci terakhir, lalu putuskan pencabutan dengan dua orang."
    ),
    Flaw.LESSONS: (
        "Pelajaran di balik sertifikat {about} tidak tercatat dibaca. Periksa riwayat pegawai."
    ),
    Flaw.GAP: (
        "Nomor {about} terlewat tanpa penjelasan. Jelaskan dengan certificates explain-gap."
    ),
    Flaw.ORDER: "Urutan masa berlaku {about} terputus. Pulihkan dari cadangan terakhir.",
    Flaw.SPAN: "Masa berlaku {about} berakhir sebelum dimulai. Pulihkan dari cadangan terakhir.",
    Flaw.SIGNED_SHEET: (
        "Lembar ber-TTE sertifikat {about} tidak sama dengan yang dahulu disimpan. Pulihkan dari "
        "cadangan terakhir."
    ),
    Flaw.SHEET_ALONE: (
        "Lembar ber-TTE {about} tersimpan tanpa sertifikat. Pulihkan dari cadangan terakhir."
    ),
}


@group.command("issue-due")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@with_appcontext
def issue(as_json: bool) -> None:
    """Nilai ulang aturan penugasan, lalu terbitkan semua sertifikat yang sudah dipenuhi.

    Aman diulang, dijalankan dua kali sekaligus, atau dihentikan di tengah jalan.
    """
    writing.set(True)
    chosen, at = current_app.config["RESAP"], now()
    done = assign_all_aside(at=at, zone=chosen.timezone)
    db.session.commit()
    issuer = office(chosen.data, city=chosen.city, zone=chosen.timezone)
    done |= issue_due(issuer, at=at, keep=db.session.commit)
    db.session.commit()
    take_standings_aside(When(at, chosen.timezone), lambda _done, _of: db.session.commit())
    db.session.commit()
    if as_json:
        click.echo(json.dumps(done))
        return
    click.echo(f"{done['issued']} sertifikat terbit.")
    click.echo(f"{done['entered']} penugasan mulai, {done['left']} berakhir.")
    if done["held"]:
        click.echo(f"{done['held']} aturan ditahan karena berubah lebih dari 10 %; periksa di "
                   "/kepegawaian/sertifikasi.")  # fmt: skip


@group.command("explain-gap")
@click.argument("series")
@click.argument("year", type=click.IntRange(2000, 2200))
@click.argument("sequence", type=click.IntRange(1, 999_999))
@click.option("--reason", required=True, help="Mengapa nomor ini terlewat.")
@click.option("--by", "nip", required=True, help="NIP petugas yang menjelaskan.")
@with_appcontext
def explain(series: str, year: int, sequence: int, reason: str, nip: str) -> None:
    """Jelaskan mengapa nomor SEQUENCE pada pola SERIES tahun YEAR tidak dipakai."""
    writing.set(True)
    who = find(nip)
    if who is None:
        raise click.BadParameter(f"Tidak ada pegawai dengan NIP {nip}.")
    try:
        explain_gap(series, year, sequence, reason=reason[:400], by=who, at=now())
    except NumberIsNoGap as refused:
        raise click.ClickException(
            "Nomor itu tidak terlewat; tidak ada yang dijelaskan."
        ) from refused
    db.session.commit()
    click.echo("Penjelasan tercatat.")


@group.command("check")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@with_appcontext
def check(as_json: bool) -> None:
    """Buktikan bahwa setiap sertifikat sesuai dengan buktinya, nomornya, dan masa berlakunya.

    Keluar 1 bila ada yang tidak sesuai; setiap temuan disertai cara memperbaikinya.
    """
    writing.set(False)
    flaws = list(find_flaws())
    if as_json:
        told = {"holds": not flaws, "flaws": [asdict(each) for each in flaws]}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for each in islice(flaws, SHOWN):
            click.echo(REMEDIES[each.flaw].format(about=each.about), err=True)
        click.echo(f"{len(flaws)} temuan." if flaws else "Semua sertifikat sesuai dengan buktinya.")
    if flaws:
        raise SystemExit(1)
