"""Conduct as others see it: visits drawn by lot, sheets signed once, how far to believe them."""
