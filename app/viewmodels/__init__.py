"""What windows and widgets show: state with signals, and the requests of a user."""
