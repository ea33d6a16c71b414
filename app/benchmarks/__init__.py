"""Measurements of the window: `python -m app.benchmarks RECORDING`."""
