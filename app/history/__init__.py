"""Past sessions, stored on this machine alone."""
