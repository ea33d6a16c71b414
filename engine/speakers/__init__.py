"""Who speaks: speaker encoders, and the turns that they hear."""
