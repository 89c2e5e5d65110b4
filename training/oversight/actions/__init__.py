"""What is done in casework: plan, move, hold, correct, answer, check. All of it appends."""
