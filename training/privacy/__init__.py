"""What is held about people and why, for how long, how they object, how they are erased."""
