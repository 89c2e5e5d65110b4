"""What is asked about reminders: one file for each source of things to be reminded of."""
