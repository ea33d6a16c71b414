"""NVIDIA Canary: speech to text in its language or, from and to English, in another."""
