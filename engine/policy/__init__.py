"""Simultaneous policies: how much of a hypothesis can be committed."""
