"""What is done for privacy: keeping no longer than was said, answering objections, erasing."""
