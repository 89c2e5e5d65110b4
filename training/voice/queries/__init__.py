"""Questions we ask of service points and of what was said there."""
