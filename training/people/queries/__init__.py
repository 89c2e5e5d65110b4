"""Questions we ask of units, employees and sessions."""
