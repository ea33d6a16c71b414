"""Tools for who works on Dragoman; no part of what is installed."""
