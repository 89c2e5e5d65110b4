"""What is asked about observing, always within who may know it."""
