"""Every command of ours explains itself in Indonesian."""

import re

import click
import pytest

from training.cli import COMMANDS
from training.cli.plain import HELP

ENGLISH = re.compile(r"\b(the|of|and|with|from|by|file|files|this)\b")


def all_commands(given=COMMANDS, before=()) -> list[tuple[tuple[str, ...], click.Command]]:
    found = []
    for command in given:
        path = (*before, command.name)
        found.append((path, command))
        if isinstance(command, click.Group):
            found += all_commands(command.commands.values(), path)
    return found


@pytest.mark.parametrize(
    ("path", "command"),
    all_commands(),
    ids=lambda each: " ".join(each) if type(each) is tuple else "",
)
def test_a_command_answers_help_in_indonesian(app, path, command):
    done = app.test_cli_runner().invoke(args=[*path, "--help"])
    assert done.exit_code == 0
    assert HELP in done.output
    assert "Show this message" not in done.output
    options = [each for each in command.params if isinstance(each, click.Option)]
    for said in (command.help, *(each.help for each in options)):
        assert said
        assert not ENGLISH.search(said)
