"""Tools for developers; not installed."""
