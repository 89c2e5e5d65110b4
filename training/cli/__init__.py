"""Commands for operators and for the night."""

from flask import Flask

from training.cli import audit, content, jobs, people, routes, serving, worker

COMMANDS = (
    serving.command, worker.command, routes.command, audit.group, jobs.group, content.group,
    people.people, people.units,
)  # fmt: skip


def register(app: Flask) -> None:
    """Put the commands into the app."""
    for command in COMMANDS:
        app.cli.add_command(command)
