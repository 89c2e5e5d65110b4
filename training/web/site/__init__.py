"""Pages for everybody: the front page, the patterns, the health of the service."""
