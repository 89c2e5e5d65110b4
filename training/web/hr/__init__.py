"""Pages for the staff administration: people, their progress, and the import of both."""
