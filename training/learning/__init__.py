"""What is mine to learn, how far I am, and whether it is complete."""
