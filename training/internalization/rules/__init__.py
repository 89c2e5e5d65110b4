"""What a level rests on, and what may be said of a unit."""
