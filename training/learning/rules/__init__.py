"""What is true of assignment, completion and reading."""
