"""What is stored of reminders."""
