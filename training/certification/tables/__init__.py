"""What is stored of certification: facts that are appended and never changed."""
