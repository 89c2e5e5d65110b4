"""What the API speaks of: one file for each kind of thing."""
