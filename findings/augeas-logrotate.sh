#!/bin/sh
# Date: 2026-11-29. Packages: Debian augeas-tools, libaugeas0, augeas-lenses 1.14.0-1+deb12u1; logrotate 3.21.0-1.
# Guess: Augeas, through which configuration managers and inventories read logrotate's files, knows every directive of the
#   logrotate of the same Debian release but perhaps the newest (allowhardlink).
# True: it lacks ten more, among them minage, renamecopy, datehourago and `weekly 1`, which logrotate has had for years. One
#   such line and the whole file is missing from the tree: `match` and `print` say "nothing there" with exit 0, and only
#   /augeas//error tells. A machine whose logs are rotated looks like one whose logs are not.
# Seen: the list below; hourly, maxsize, su, dateyesterday, shred and size=100k are read.
set -eu
. "$(dirname "$0")/packages.inc"
debs augeas-tools=1.14.0-1+deb12u1 libaugeas0=1.14.0-1+deb12u1 augeas-lenses=1.14.0-1+deb12u1 logrotate=3.21.0-1 \
    libpopt0=1.19+dfsg-1 libxml2=2.9.14+dfsg-1.3~deb12u6 libreadline8=8.2-1.3

folder=$work/root/etc/logrotate.d
mkdir -p "$folder"

augtool() {
    "$work"/debs/usr/bin/augtool --root "$work/root" --include "$work/debs/usr/share/augeas/lenses/dist" "$@"
}
# read_by_augeas DIRECTIVE: "read", or "lost" for a file that logrotate itself takes
read_by_augeas() {
    printf '/var/log/app.log {\n    missingok\n    %s\n}\n' "$1" >"$folder/app"
    chmod 644 "$folder/app"
    "$work"/debs/usr/sbin/logrotate --debug --state "$work/state" "$folder/app" >"$work/out" 2>&1 || :
    ! grep -q '^error' "$work/out" || changed "logrotate itself refuses $1: $(grep '^error' "$work/out")"
    [ -n "$(augtool match /files/etc/logrotate.d/app/rule)" ] || changed 'augtool says nothing at all'
    case $(augtool match /files/etc/logrotate.d/app/rule) in
    /files/*) echo read ;;
    *) echo lost ;;
    esac
}

for directive in hourly 'maxsize 1M' 'su root adm' dateyesterday shred 'size=100k'; do
    expect "$directive" read "$(read_by_augeas "$directive")"
done
for directive in allowhardlink 'minage 3' renamecopy norenamecopy datehourago 'weekly 1' 'addextension .log' \
    'createolddir 755 root root' nocreateolddir ignoreduplicates; do
    expect "$directive" lost "$(read_by_augeas "$directive")"
done
case $(augtool match /augeas//error) in
*/etc/logrotate.d/app/error*) ;;
*) changed '/augeas//error no longer names the file' ;;
esac
echo 'as written: eleven directives, each of which hides its whole file'
