"""What `dragoman bench` measures."""
