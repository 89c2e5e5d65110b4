"""What is true of programmes, periods, audiences and certificates: pure rules."""
