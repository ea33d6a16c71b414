"""Voice activity: where speech starts and ends."""
