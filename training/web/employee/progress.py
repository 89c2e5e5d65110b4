"""Telling the reports that a person has come further, in the same transaction as the fact."""

try:
    from training.reporting.actions import note_progress
except ImportError:  # until the reports are built

    def note_progress(employee_id, slug, *, at):
        """Nobody listens yet."""


__all__ = ["note_progress"]
