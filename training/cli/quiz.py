"""Commands about quizzes: what expert panels say of their situations."""

from flask.cli import AppGroup

from training.cli.expert_panels import panel

group = AppGroup("quiz", help="Kuis: panel ahli.")
group.add_command(panel)
