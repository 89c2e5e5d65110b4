"""What is asked of evidence, levels and estimates."""
