"""Dragoman's engine: hears speech, emits translated text and speech. Knows no window."""

import os

from engine.privacy import NO_TELEMETRY

# Before any other import: libraries read it while they are imported.
os.environ.update(NO_TELEMETRY)
