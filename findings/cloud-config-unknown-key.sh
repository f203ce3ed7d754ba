#!/bin/sh
# Date: 2026-11-30. Packages: Debian cloud-init 22.4.2-1+deb12u4 with its Python modules, run by Debian's own python3 3.11.
# Guess: `cloud-init schema --config-file` refuses a top-level key that no module has, as it refuses an unknown key of write_files, and accepts
#   each command that runcmd would run.
# True: the other way round, twice. `pacakges: [nginx]` is "Valid cloud-config", exit 0, and no module ever reads it, so that an
#   image pipeline that validates its user data with it builds hosts without the packages. `runcmd: [[echo, 1]]` is refused, exit 1, because 1
#   is no string, although runcmd makes the right shell line of it: 'echo' '1'.
# Seen: the lines below.
set -eu
. "$(dirname "$0")/packages.inc"
[ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || untried "needs Debian 12's python3"
debs cloud-init=22.4.2-1+deb12u4 python3-jsonschema=4.10.3-1 python3-yaml=6.0-3+b2 python3-jinja2=3.1.2-1+deb12u3 python3-markupsafe=2.1.2-1+b1 \
    python3-configobj=5.0.8-1 python3-six=1.16.0-4 python3-attr=22.2.0-1 python3-pyrsistent=0.18.1-1+b3 python3-requests=2.28.1+dfsg-1 \
    python3-urllib3=1.26.12-1+deb12u4 python3-chardet=5.1.0+dfsg-2 python3-idna=3.3-1+deb12u1 python3-certifi=2022.9.24-1 \
    python3-oauthlib=3.2.2-1 python3-netifaces=0.11.0-2+b1 python3-jsonpatch=1.32-2 python3-json-pointer=2.3-2 python3-serial=3.5-1.1
export PYTHONPATH="$work/debs/usr/lib/python3/dist-packages"
cd "$work"

# judged LINE: what the command says of a cloud-config of one line, with its exit code
judged() {
    printf '#cloud-config\n%s\n' "$1" >user-data
    code=0
    /usr/bin/python3 -m cloudinit.cmd.main schema --config-file user-data >said 2>&1 || code=$?
    printf '%s: %s' "$code" "$(grep -o -E 'Valid cloud-config|Additional properties are not allowed|not valid under any' said | head -n 1)"
}

expect 'a key that no module has' '0: Valid cloud-config' "$(judged 'pacakges: [nginx]')"
expect 'a key that write_files has not' '1: Additional properties are not allowed' \
    "$(judged 'write_files: [{path: /etc/motd, contents: hello}]')"
expect 'a number in a command' '1: not valid under any' "$(judged 'runcmd: [[echo, 1]]')"
expect 'the line that runcmd makes of it' "#!/bin/sh
'echo' '1'" "$(/usr/bin/python3 -c 'from cloudinit.util import shellify; print(shellify([["echo", 1]]), end="")')"
echo 'as written: a misspelled key is valid, and a number in a command is not'
