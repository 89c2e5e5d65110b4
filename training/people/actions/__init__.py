"""What is done to units, employees and their sign-in."""
