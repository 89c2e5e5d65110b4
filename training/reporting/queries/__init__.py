"""Questions we ask for reports; units, people and persons each have a file of their own."""

from training.reporting.queries.units import UnitReport, city_report, unit_report

__all__ = ["UnitReport", "city_report", "unit_report"]
