"""Commands about quizzes: statistics, expert panels, and their way in and out."""

from pathlib import Path

import click
from flask.cli import AppGroup

from training.cli import expert_panels
from training.cli.exchange import export_quiz, import_quiz
from training.cli.on_demand import on_demand

group = AppGroup(
    "quiz", help="Kuis: statistik butir soal dan formulir, panel ahli, impor, dan ekspor."
)
group.add_command(expert_panels.panel)
group.add_command(import_quiz)
group.add_command(export_quiz)
from_file = on_demand("training.cli.item_statistics", "from_file")
from_city = on_demand("training.cli.item_statistics", "from_city")


@group.command("statistics")
@click.argument("slug", required=False)
@click.option("--responses", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              metavar="BERKAS.csv", help="Berkas jawaban sebagai ganti modul kota.")  # fmt: skip
@click.option("--empty-as-zero", is_flag=True, help="Sel kosong bernilai 0, bukan tidak dijawab.")
@click.option("--before", is_flag=True, help="Pengerjaan sebelum belajar, bukan sesudahnya.")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def statistics(
    slug: str | None, responses: Path | None, empty_as_zero: bool, before: bool, as_json: bool
) -> None:
    """Hitung statistik butir dan formulir dari pengerjaan pertama modul SLUG.

    Dengan --responses, hitung dari berkas CSV: baris pertama nama butir, baris berikut satu baris
    tiap pengerjaan pertama. Baris kedua boleh berisi nilai tertinggi dan bernama #max.
    """
    if (slug is None) == (responses is None):
        raise click.UsageError("Sebutkan SLUG atau --responses, salah satu saja.")
    if responses is not None:
        from_file(responses, empty_as_zero=empty_as_zero, as_json=as_json)
    else:
        from_city(slug, as_json=as_json, before=before)
