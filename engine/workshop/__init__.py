"""Tools for those who develop Dragoman: training, load tests, measurements of voices.

The wheel does not carry them and nothing imports them.
"""
