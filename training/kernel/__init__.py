"""The shared ground: time, settings, database, jobs, mail, refusals. It knows no capability."""
