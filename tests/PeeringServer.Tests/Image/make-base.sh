#!/bin/sh
# Makes folder $1 the root of a file system of this machine's own programs $2...; a path stands for itself.
set -eu
folder=$1
shift

for part in bin sbin lib lib64; do
    mkdir -p "$folder/usr/$part"
    ln -s "usr/$part" "$folder/$part"
done
mkdir -p "$folder/etc" "$folder/dev" "$folder/proc" "$folder/tmp" "$folder/usr/local/bin" "$folder/usr/share/dotnet"

for tool; do
    path=$(command -v "$tool")
    # Some are built into the shell, and files all the same.
    case $path in /*) ;; *) path=/usr/bin/$tool ;; esac
    case $tool in
        /*) ;;
        *) cp -L "$path" "$folder/usr/bin/$tool" ;;
    esac
    # The libraries of a program that is only a script are none.
    for library in $(ldd "$path" 2>/dev/null | grep -o '/[^ ]*'); do
        mkdir -p "$folder${library%/*}"
        [ -e "$folder$library" ] || cp -L "$library" "$folder$library"
    done
done

# As the base of the image has it: a user that holds the group id which the image wants.
printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'ubuntu:x:1000:1000::/home/ubuntu:/bin/sh' >"$folder/etc/passwd"
printf '%s\n' 'root:x:0:' 'ubuntu:x:1000:' >"$folder/etc/group"
printf '%s\n' 'root:*:::::::' 'ubuntu:!:::::::' >"$folder/etc/shadow"
