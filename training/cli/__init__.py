"""Commands for operators and for the night."""

from flask import Flask

from training.cli import (
    audit,
    backup,
    certificates,
    content_facts,
    evidence,
    integrity,
    jobs,
    measure,
    observation,
    people,
    plain,
    products,
    quiz,
    reminders,
    report,
    retention,
    routes,
    serving,
    sessions,
    statements,
    worker,
)
from training.cli.demo import commands as demo
from training.cli.erasing import erase

COMMANDS = (
    serving.command, worker.command, routes.command, integrity.command, audit.group, backup.group,
    jobs.group, sessions.group, demo.group, content_facts.group, people.people, people.units,
    quiz.group, measure.group, report.group, evidence.group, statements.group, observation.group,
    products.group, certificates.group, reminders.group,
    retention.group,
)  # fmt: skip


def register(app: Flask) -> None:
    """Put the commands into the app."""
    people.people.add_command(erase)
    for command in COMMANDS:
        app.cli.add_command(plain.spoken(command))
