"""What is true of questions, answers and attempts."""
