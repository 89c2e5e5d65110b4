"""Questions we ask of practice."""
