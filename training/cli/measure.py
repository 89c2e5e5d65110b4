"""Commands about measuring: how far raters agree."""

from pathlib import Path

import click
from flask.cli import AppGroup

from training.cli.on_demand import on_demand

group = AppGroup("measure", help="Pengukuran: kesepakatan penilai.")
told_agreement = on_demand("training.cli.rater_agreement", "from_file")
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
