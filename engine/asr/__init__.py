"""Speech to text: voice activity, speech models, and decoding while speech goes on."""
