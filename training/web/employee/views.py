"""All pages of the employee, behind one blueprint."""

from training.web.employee import answering, closing, figures, home, lessons, modules, results
from training.web.employee.blueprint import bp

PAGES = (home, modules, lessons, answering, closing, results, figures)

__all__ = ["PAGES", "bp"]
