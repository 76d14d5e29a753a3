#!/bin/sh
# Runs $4... in the file system $1 as USER:GROUP $2, all of it read-only but /tmp, with .NET from $3.
# To be called in mount and process namespaces of its own, where what it starts is process 1.
set -eu
root=$1 user=$2 dotnet=$3
shift 3

mount --bind "$root" "$root"
mount --bind "$dotnet" "$root/usr/share/dotnet"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
mount -o remount,bind,ro "$root"
exec chroot --userspec="$user" --groups= "$root" "$@"
