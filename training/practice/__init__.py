"""Spaced practice: cases that come back for months, and how long what was learnt lasts."""
