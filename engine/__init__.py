"""Dragoman's engine: hears speech, emits translated text and speech. Knows no window."""
