"""What visitors of a service point say, without names: about the unit, never about a person."""
