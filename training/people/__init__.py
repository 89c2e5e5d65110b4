"""Employees, the units they serve in, and what each of them may see."""
