"""Commands for operators and for the night."""

from flask import Flask

from training.cli import audit, content, jobs, people, plain, report, routes, serving, worker
from training.cli.demo import commands as demo

COMMANDS = (
    serving.command, worker.command, routes.command, audit.group, jobs.group, content.group,
    demo.group, people.people, people.units, report.group,
)  # fmt: skip


def register(app: Flask) -> None:
    """Put the commands into the app."""
    for command in COMMANDS:
        app.cli.add_command(plain.spoken(command))
