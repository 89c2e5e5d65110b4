"""Commands for operators and for the night."""

from flask import Flask

from training.cli import (
    audit,
    backup,
    content,
    integrity,
    jobs,
    measure,
    people,
    plain,
    quiz,
    report,
    routes,
    serving,
    sessions,
    worker,
)
from training.cli.demo import commands as demo

COMMANDS = (
    serving.command, worker.command, routes.command, integrity.command, audit.group, backup.group,
    jobs.group, sessions.group, demo.group, content.group, people.people, people.units,
    quiz.group, measure.group, report.group,
)  # fmt: skip


def register(app: Flask) -> None:
    """Put the commands into the app."""
    for command in COMMANDS:
        app.cli.add_command(plain.spoken(command))
