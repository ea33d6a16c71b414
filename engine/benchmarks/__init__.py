"""Benchmarks: `python -m engine.benchmarks --help`. No part of the product imports them."""
