#!/bin/sh
# Unpacks Debian's cloud kernel into a folder, for TUNEGEN_BOOT_KERNEL. With a kernel there already, it does nothing.
#
#   test/boot/fetch-kernel.sh ~/.cache/tunegen/boot-kernel
set -eu
folder=$1

if ls "$folder"/boot/vmlinuz-* >/dev/null 2>&1; then exit 0; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A list that is not fresh names a package that has been replaced since.
[ "$(id -u)" != 0 ] || apt-get update -qq
package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p')
(cd "$work" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download "$package")
dpkg-deb -x "$work"/*.deb "$work/unpacked"
release=$(ls "$work/unpacked/lib/modules")
# The package does this when it is installed.
depmod -b "$work/unpacked" "$release"

# At its place in one step, so that a run that is interrupted leaves no half of a kernel behind.
mkdir -p "$(dirname "$folder")"
rm -rf "$folder.new"
mkdir "$folder.new"
cp -a "$work/unpacked/boot" "$work/unpacked/lib" "$folder.new/"
rm -rf "$folder"
mv "$folder.new" "$folder"
