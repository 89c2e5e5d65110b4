"""Commands for the audit trail: whether the chain of events is whole."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from training.audit import queries
from training.audit.rules import Link, Verdict, verify
from training.cli.progress import bar
from training.cli.reading import reading
from training.kernel.clock import now

group = AppGroup("audit", help="Memeriksa jejak audit.")


def walk(anchors: dict[int, str] | None = None, *, shown: bool = True) -> Verdict:
    """Verify the whole chain, with a bar for the operator."""
    newest = queries.newest_seq()
    with bar("Memeriksa rantai jejak", shown=shown) as tell:

        def counted() -> Iterator[Link]:
            for link in queries.links():
                if link.seq % 1000 == 0:
                    tell(link.seq, newest)
                yield link
            tell(newest, newest)

        return verify(counted(), anchors=anchors)


def read_anchors(path: Path) -> dict[int, str]:
    """Heads noted earlier, one a line: sequence number, hash, and when it was noted."""
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    try:
        parts = [line.split() for line in lines if line.strip()]
        return {int(part[0]): part[1] for part in parts}
    except (ValueError, IndexError):
        raise click.UsageError(f"{path} bukan berkas jangkar jejak audit.") from None


def _append(path: Path, verdict: Verdict) -> None:
    line = f"{verdict.head_seq} {verdict.head_hash} {now().isoformat(timespec='seconds')}\n"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as kept:
        kept.write(line)
        kept.flush()
        os.fsync(kept.fileno())


@group.command("verify")
@click.option("--anchor", type=click.Path(dir_okay=False, path_type=Path),
              help="Berkas kepala rantai yang dahulu; yang sekarang ditambahkan.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def verify_(anchor: Path | None, as_json: bool) -> None:
    """Periksa rantai jejak audit dan sebut mata rantai pertama yang rusak."""
    with reading():
        verdict = walk(read_anchors(anchor) if anchor else None, shown=not as_json)
    if anchor and verdict.holds and verdict.events:
        _append(anchor, verdict)
    if as_json:
        told = {"holds": verdict.holds, "events": verdict.events, "first_bad": verdict.first_bad,
                "head": {"seq": verdict.head_seq, "hash": verdict.head_hash}}  # fmt: skip
        click.echo(json.dumps(told))
    else:
        click.echo(sentence(verdict))
    sys.exit(0 if verdict.holds else 1)


def sentence(verdict: Verdict) -> str:
    """The verdict in words."""
    if verdict.holds:
        return f"Rantai utuh: {verdict.events} peristiwa, kepala {verdict.head_hash[:16]}…"
    return (
        f"Rantai rusak pada peristiwa nomor {verdict.first_bad}: isinya diubah, hilang, "
        f"atau tidak sama dengan jangkar. {verdict.events} peristiwa sebelumnya utuh."
    )
