"""Measuring what the engine does."""
