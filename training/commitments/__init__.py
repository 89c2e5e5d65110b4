"""If–then plans of employees: made, rehearsed, asked about, and corroborated by others."""
