"""The languages that Dragoman is built for."""

from typing import Final

CORE_LANGUAGES: Final = {
    "en": "English",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "pt": "Portuguese",
}
"""ISO 639-1 code to English name; every ordered pair of two is a direction."""
