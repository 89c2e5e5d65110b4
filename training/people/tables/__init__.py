"""What is stored about units, employees and their sign-in."""
