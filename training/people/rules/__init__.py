"""What is true of units, employees, roles and sign-in."""
