"""Marian students: model, vocabulary, decoding, and marks that carry names over."""
