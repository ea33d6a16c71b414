"""Pictures of every window, made by running the windows on recorded sessions."""
