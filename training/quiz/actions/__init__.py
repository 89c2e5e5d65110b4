"""What is done to a quiz: start it, answer, submit, close. All of it appends, nothing changes."""

from training.quiz.actions.allowing import allow, end_allowance
from training.quiz.actions.answering import Saved, SavedAll, save_answer, save_answers, save_sent
from training.quiz.actions.closing import CLOSE, Submitted, ask_to_close, close_in_time
from training.quiz.actions.starting import Started, start
from training.quiz.actions.submitting import submit
from training.quiz.actions.takeover import keep_history

__all__ = [
    "CLOSE", "Saved", "SavedAll", "Started", "Submitted", "allow", "ask_to_close",
    "close_in_time", "end_allowance", "keep_history",
    "save_answer", "save_answers", "save_sent", "start", "submit",
]  # fmt: skip
