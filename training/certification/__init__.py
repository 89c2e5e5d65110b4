"""Certificates of training: who must hold which, who holds it, and until when."""
