"""Casework of the task force: what is planned, seen, agreed with a unit, answered and checked."""
