#!/bin/sh
# Makes an AppImage of dist/dragoman. Wants appimagetool, which downloads its runtime.
set -eu
cd "$(dirname "$0")/../.."
folder=build/Dragoman.AppDir
rm -rf "$folder"
mkdir -p "$folder/usr/lib" "$folder/usr/share/metainfo"
cp -r dist/dragoman "$folder/usr/lib/dragoman"
cp installers/linux/dragoman.desktop resources/icons/dragoman.svg "$folder/"
cp installers/linux/org.dragoman.Dragoman.metainfo.xml \
	"$folder/usr/share/metainfo/org.dragoman.Dragoman.appdata.xml"
ln -s usr/lib/dragoman/dragoman "$folder/AppRun"
version=$(dist/dragoman/dragoman --version | cut -d ' ' -f 2)
appimagetool "$folder" "dist/dragoman-$version-$(uname -m).AppImage"
