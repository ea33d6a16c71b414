"""Captions over everything else on the screen, and for an audience."""
