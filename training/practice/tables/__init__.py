"""What is stored of practice."""
