"""What HR and the task force read: who completed what, and how each unit stands."""
