"""All pages of the employee, behind one blueprint."""

from training.web.employee import (
    answering,
    closing,
    figures,
    home,
    lessons,
    levels,
    modules,
    practice,
    practice_case,
    practice_pause,
    results,
)
from training.web.employee.blueprint import bp

PAGES = (
    home,
    modules,
    lessons,
    answering,
    closing,
    results,
    levels,
    figures,
    practice,
    practice_case,
    practice_pause,
)

__all__ = ["PAGES", "bp"]
