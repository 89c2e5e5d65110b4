"""What an employee does to a quiz: start it, answer, submit. All of it appends, nothing changes."""

from training.quiz.actions.answering import Saved, SavedAll, save_answer, save_answers
from training.quiz.actions.starting import Started, start
from training.quiz.actions.submitting import Submitted, submit
from training.quiz.actions.takeover import keep_history

__all__ = [
    "Saved", "SavedAll", "Started", "Submitted", "keep_history", "save_answer",
    "save_answers", "start", "submit",
]  # fmt: skip
