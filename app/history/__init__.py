"""Past sessions, kept on this machine alone."""
