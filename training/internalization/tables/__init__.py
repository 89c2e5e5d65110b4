"""What is stored of evidence, levels, cycles and estimates."""
