"""Tools for those who develop Dragoman: training, load tests, measurements of voices.

The wheel does not carry them and nothing imports them.
"""


class WorkshopError(Exception):
    """What a tool cannot do, in an English sentence for whoever runs it."""
