"""Audio devices; PortAudio is imported only here, and only when a device is used."""
