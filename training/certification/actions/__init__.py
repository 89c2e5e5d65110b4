"""What is done in certification."""
