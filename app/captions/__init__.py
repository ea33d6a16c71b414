"""Captions in the window: transcript and translation, row by row."""
