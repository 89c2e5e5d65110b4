"""What is stored of casework: facts that are appended and never changed."""
