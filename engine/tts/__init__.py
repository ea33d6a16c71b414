"""Text to speech: voice models, voices, and the stage that reads text out with one."""
