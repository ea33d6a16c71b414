#!/bin/sh
# Nothing of a user's is removed by a package: this says what is left, and where.
set -e
case "$1" in
remove | purge | 0)
	echo "Dragoman is removed. Models, settings and history of its users stay in their own folders:"
	echo "  ~/.local/share/dragoman  ~/.config/dragoman  ~/.local/state/dragoman"
	;;
esac
