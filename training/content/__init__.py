"""Modules and quizzes: read from the authors' files, checked, rendered once and released."""
