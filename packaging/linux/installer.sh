#!/bin/sh
# photodedup @VERSION@ for Linux on @MACHINE@, for one person, without administrator rights.
#
#   sh FILE                  install into ~/.local and add it to the menu of programs
#   sh FILE --remove         take it away again; photos and libraries are not touched
#   sh FILE --extract DIR    only unpack the program to DIR/photodedup
#
# After the line that says so, this file is a tar archive compressed by xz.
set -eu

SHA256=@SHA256@
data=${XDG_DATA_HOME:-$HOME/.local/share}
place=$HOME/.local/opt/photodedup
link=$HOME/.local/bin/photodedup
entry=$data/applications/photodedup.desktop
icons=$data/icons/hicolor

payload() {
    tail -n +@LINES@ "$0"
}

check() {
    for tool in tail tar xz sha256sum; do
        command -v "$tool" >/dev/null || { echo "photodedup: needs the program $tool" >&2; exit 1; }
    done
    if [ "$(payload | sha256sum | cut -d' ' -f1)" != "$SHA256" ]; then
        echo "photodedup: this file is damaged; please get it again" >&2
        exit 1
    fi
}

remove() {
    rm -rf "$place"
    rm -f "$link" "$entry"
    for size in @SIZES@; do
        rm -f "$icons/${size}x${size}/apps/photodedup.png"
    done
    rm -f "$icons/scalable/apps/photodedup.svg"
}

install() {
    mkdir -p "$HOME/.local/opt" "$HOME/.local/bin" "$data/applications"
    new=$(mktemp -d "$HOME/.local/opt/photodedup-new.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    payload | tar -xJ -C "$new"
    remove
    mv "$new/photodedup" "$place"
    ln -s "$place/photodedup" "$link"
    for size in @SIZES@; do
        mkdir -p "$icons/${size}x${size}/apps"
        cp "$place/share/photodedup-$size.png" "$icons/${size}x${size}/apps/photodedup.png"
    done
    mkdir -p "$icons/scalable/apps"
    cp "$place/share/photodedup.svg" "$icons/scalable/apps/photodedup.svg"
    quoted=$(printf '%s' "$link" | sed 's/[\\&|]/\\&/g')
    sed -e "s|^Exec=photodedup|Exec=\"$quoted\"|" -e "s|^TryExec=.*|TryExec=$quoted|" \
        "$place/share/photodedup.desktop" >"$entry"
    echo "photodedup @VERSION@ is installed. Start it from the menu, or with $link"
}

case "${1:-}" in
    "") check; install ;;
    --remove) remove; echo "photodedup is removed. Photos and libraries are untouched." ;;
    --extract) check; mkdir -p "${2:?--extract needs a folder}"; payload | tar -xJ -C "$2" ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" ;;
esac
exit 0
# The archive begins on the next line.
