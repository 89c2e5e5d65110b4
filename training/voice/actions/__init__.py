"""What is done: points are opened and closed, voices kept, bursts judged, traces forgotten."""
