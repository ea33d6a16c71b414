"""Whisper: model, tokeniser and decoding."""
