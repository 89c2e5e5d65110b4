"""A small demo city, published content included, for tests of what operators do."""

from pathlib import Path

from flask import Flask

from training.cli.demo.city import Wish, load
from training.kernel.clock import now
from training.kernel.db import db


def demo(app: Flask, *, employees: int = 60, seed: int = 1, months: int = 3) -> dict[str, int]:
    """Load a city through the command's own way and keep it."""
    chosen = app.config["RESAP"]
    wish = Wish(employees, seed, months)
    counts = load(
        wish, at=now(), zone=chosen.timezone, k=chosen.k, folder=Path(chosen.data),
        tell=lambda _done, _of: None,
    )  # fmt: skip
    db.session.commit()
    return counts
