"""What is asked of certification."""
