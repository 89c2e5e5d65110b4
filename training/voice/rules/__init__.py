"""What is true of voices: codes, answers, bursts, shares, satisfaction, screening, masking."""
