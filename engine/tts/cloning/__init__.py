"""Voice cloning: consent, a recording, and a style for the voice model that sounds alike."""
