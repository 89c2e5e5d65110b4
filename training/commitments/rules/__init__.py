"""What is true of plans, check-ins, witnesses and files, without a database or a clock."""
