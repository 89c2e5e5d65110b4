"""What share of a unit has got there: those seen, those not seen, and how sure that is."""
