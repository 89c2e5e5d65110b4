"""What is stored of voices: points, taps by day and half-day, texts without a day, reviews."""
