# ruff: noqa: F821 - dmgbuild runs this file and gives it `defines`
"""What the disk image shows: the program beside a link to the folder of programs."""

application = defines["app"]
files = [application]
symlinks = {"Applications": "/Applications"}
icon_locations = {"Dragoman.app": (140, 120), "Applications": (400, 120)}
window_rect = ((200, 200), (540, 280))
icon_size = 96
format = "UDZO"  # noqa: A001 - dmgbuild's name of it
