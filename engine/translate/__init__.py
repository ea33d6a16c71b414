"""stt-translate: source speech in, committed target text out."""
