"""What is true of reminders: when one is due, to whom, and what is never said."""
