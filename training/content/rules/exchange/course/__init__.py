"""A module with its quiz as a package for a learning platform: SCORM 1.2, SCORM 2004, cmi5."""
