"""The observer: looks at what others did, blind to who they are, and says what they found."""
