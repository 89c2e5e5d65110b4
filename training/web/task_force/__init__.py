"""Pages for the task force and for heads of units: units, never single persons."""
