"""What is stored about observing: draws, visits, sheets, and what is contrary to the child."""
