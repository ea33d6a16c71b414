"""Load and soak tests of a running service."""
