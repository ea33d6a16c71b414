"""Captions in the window: what was said and its translation, row by row."""
