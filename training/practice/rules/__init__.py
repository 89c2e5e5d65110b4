"""What is true of practice: cards, memory, weeks, probes, pauses; all of it pure."""
