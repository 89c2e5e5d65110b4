"""Quizzes in the formats of others: reads and writes them, and tells of everything that gets lost."""
