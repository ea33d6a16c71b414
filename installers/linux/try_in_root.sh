#!/usr/bin/env bash
# Tries a package in a bare root of Debian, as root:
#   debootstrap --variant=minbase bookworm /tmp/bookworm      or another release
#   installers/linux/try_in_root.sh /tmp/bookworm dist/dragoman-0.2.0-x86_64.deb      or .rpm
# An RPM package goes into a database of rpm's own there, beside libraries that Debian brings.
# Installs it, opens the window, fetches the starter pack, interprets the sample, speaks into a null
# sink, and removes it. Ends with an error at the first thing that is not as it should be.
set -euo pipefail
root=$(realpath "$1")
package=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
for folder in proc dev; do
	mountpoint --quiet "$root/$folder" || mount --bind "/$folder" "$root/$folder"
done
trap 'umount --lazy "$root/proc" "$root/dev"' EXIT
cp /etc/resolv.conf /etc/hosts "$root/etc/"
# What the network of this machine has others trust.
mkdir -p "$root/usr/local/share/ca-certificates"
cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
rm -f "$root"/tmp/dragoman.*
cp "$package" "$root/tmp/dragoman.${package##*.}"
cp "$here/try_installed.sh" "$root/tmp/"
chroot "$root" bash /tmp/try_installed.sh
