"""Text to text: translation models, and translation of text that is still growing."""
