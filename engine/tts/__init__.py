"""Text to speech: voice models, voices, and the speaker that paces them."""
