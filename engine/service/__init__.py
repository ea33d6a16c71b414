"""Dragoman as a service: many sessions over WebSockets, in the wire format of Gradium."""
