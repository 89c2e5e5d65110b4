"""Files that employees hand in as a trace of an act: what they are, what is taken out of them."""
