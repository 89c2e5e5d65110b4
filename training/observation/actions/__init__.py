"""What is done in observing: draw, sign, correct, report, verify, close. All of it appends."""
