"""Dragoman, the desktop program."""
