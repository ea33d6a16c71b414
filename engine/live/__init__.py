"""Live interpretation: from a microphone, the computer's sound or a file to an output."""
