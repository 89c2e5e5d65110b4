"""Commands for the queue of jobs: see what waits or failed, and let it be tried again."""

import json
from uuid import UUID

import click
from flask.cli import AppGroup

from training.cli.reading import reading
from training.kernel import jobs
from training.kernel.clock import now
from training.kernel.db import db

group = AppGroup("jobs", help="Melihat antrean pekerjaan dan mengulang yang gagal.")


def _state(job: jobs.Job) -> str:
    if job.failed:
        return "gagal"
    return "berjalan" if job.lease_until and job.lease_until > now() else "menunggu"


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def list_(as_json: bool) -> None:
    """Sebutkan pekerjaan yang belum selesai; yang gagal lebih dahulu."""
    with reading():
        told = [
            {"id": str(job.id), "kind": job.kind, "state": _state(job), "attempts": job.attempts,
             "run_at": job.run_at.isoformat(timespec="seconds"), "error": job.error}
            for job in jobs.unfinished()
        ]  # fmt: skip
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for each in told:
        click.echo(f"{each['id']}  {each['kind']:<22} {each['state']:<9} {each['attempts']:>2}×  "
                   f"{each['run_at']}  {each['error'] or ''}".rstrip())  # fmt: skip
    click.echo(f"{len(told)} pekerjaan belum selesai.")


@group.command("retry")
@click.argument("job_id", required=False, type=click.UUID)
@click.option("--all", "every", is_flag=True, help="Ulang semua pekerjaan yang gagal.")
def retry(job_id: UUID | None, every: bool) -> None:
    """Ulang satu pekerjaan yang gagal (atau semuanya dengan --all)."""
    if (job_id is None) != every:
        raise click.UsageError("Sebutkan satu nomor pekerjaan, atau --all.")
    count = jobs.again(job_id, at=now())
    db.session.commit()
    click.echo(f"{count} pekerjaan akan dicoba lagi.")
    if job_id and not count:
        raise SystemExit(1)
