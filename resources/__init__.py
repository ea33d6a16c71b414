"""Data that ships with Dragoman: the catalogue, voices, sample recordings."""
