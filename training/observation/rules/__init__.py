"""What is true about observing: who is drawn, what a sheet says, how far observers agree."""
