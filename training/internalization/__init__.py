"""How far conduct has sunk in: from evidence to a level for a person and an estimate for a unit."""
