"""The demo city: believable people on Balikpapan's real units, with months of activity."""
