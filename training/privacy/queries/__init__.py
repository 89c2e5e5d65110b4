"""What is asked about what is held, about objections and about erasures."""
