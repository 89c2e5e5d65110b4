"""What is asked of casework."""
