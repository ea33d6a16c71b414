"""The map from a speaker embedding to a Kokoro style, learnt from voices that nobody has."""
