"""What is true of plans, records and findings: pure rules."""
