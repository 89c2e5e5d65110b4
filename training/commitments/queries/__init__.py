"""What is asked about plans and their enactment."""
