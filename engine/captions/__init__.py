"""Captions: cues, line breaks, subtitle files and event records."""
