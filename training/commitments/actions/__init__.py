"""What is done with plans: making, rehearsing, telling, asking witnesses, handing in artefacts."""
