"""How a file of the administration becomes a list of changes: read, understood, compared."""
