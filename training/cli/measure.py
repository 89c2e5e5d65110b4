"""Commands about measuring: agreement, estimates, published anchors, predictions of recall."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from training.cli.on_demand import on_demand
from training.kernel.clock import now
from training.kernel.db import db, writing
from training.practice.actions.calibrating import calibrate_all
from training.practice.queries.calibration import Fit

group = AppGroup("measure", help="Pengukuran: kesepakatan, perkiraan, acuan, ramalan ingatan.")
told_agreement = on_demand("training.cli.rater_agreement", "from_file")
told_estimate = on_demand("training.cli.estimates", "from_file")
told_anchors = on_demand("training.cli.anchor_table", "show")
LEVELS = ("nominal", "ordinal", "interval", "ratio")


@group.command("agreement")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                metavar="BERKAS.csv")  # fmt: skip
@click.option("--level", type=click.Choice(LEVELS), default="nominal", show_default=True,
              help="Skala nilai: dibedakan, diurutkan, dikurangi, atau dibagi.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def agreement(file: Path, level: str, as_json: bool) -> None:
    """Hitung kesepakatan penilai: satu baris tiap subjek, satu kolom tiap penilai.

    Sel kosong berarti tidak dinilai. Baris judul boleh ada. Yang tidak terdefinisi ditulis null.
    """
    told_agreement(file, level=level, as_json=as_json)


@group.command("estimate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                metavar="BERKAS.json")  # fmt: skip
@click.option("--json", "as_json", is_flag=True,
              help="Jawab sebagai JSON; tanpa layar selalu demikian.")  # fmt: skip
def estimate(file: Path, as_json: bool) -> None:
    """Perkirakan bagian pegawai tiap unit yang sudah sampai, dengan selang 90 %.

    Bentuk berkas dan jawaban ada dalam docs/contracts.md. Benih yang sama memberi angka yang sama.
    """
    told_estimate(file, as_json=as_json)


@group.command("anchors")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def anchors(as_json: bool) -> None:
    """Hitung ulang angka yang sudah diterbitkan orang lain; keluar 1 bila satu saja tidak cocok."""
    told_anchors(as_json=as_json)


@group.command("calibration")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def calibration(as_json: bool) -> None:
    """Hitung ulang, bulan demi bulan, seberapa tepat ramalan ingatan dari latihan.

    RMSE menurut kelompok peluang (0 paling baik) dan log loss di samping pembandingnya: rata-rata
    tiap orang. Hasilnya disimpan.
    """
    writing.set(True)
    found = calibrate_all(at=now(), zone=current_app.config["RESAP"].timezone)
    db.session.commit()
    if as_json:
        click.echo(json.dumps({"months": [_plain(each) for each in found]}))
        return
    line = "{:<9}{:>9}{:>9}{:>10}{:>13}"
    click.echo(line.format("bulan", "jawaban", "RMSE", "log loss", "pembanding"))
    for each in found:
        figures = (each.rmse, each.log_loss, each.baseline_log_loss)
        told = ["–" if value is None else f"{value:.3f}" for value in figures]
        click.echo(line.format(f"{each.month:%Y-%m}", each.n, *told))


def _plain(fit: Fit) -> dict[str, object]:
    told = asdict(fit)
    return {**told, "month": f"{fit.month:%Y-%m}", "computed_at": fit.computed_at.isoformat()}
