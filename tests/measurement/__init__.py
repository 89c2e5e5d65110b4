"""What the measurement has to reproduce."""
