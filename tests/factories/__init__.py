"""Ready-made people, units, modules and attempts for tests; the only way tests make data."""
