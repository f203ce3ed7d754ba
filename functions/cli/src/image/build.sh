#!/bin/sh
# Builds the image of the command line from the release archive, and tries it.
#
#   build.sh [TAG]     default: muster
#
# ENGINE names the command, docker or podman. Exit code: 0 it was built and tried; 1 it does not work; 2 it cannot be
# tried here: no engine answers, or there is no archive yet.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
target=$here/../../target
tag=${1:-muster}

give_up() {
    echo "image: $1" >&2
    exit 2
}

set -- "$target"/muster-*.tar.gz
[ -f "$1" ] || give_up "there is no archive in functions/cli/target; build it first: mvn -DskipTests package"
[ $# = 1 ] || give_up "there are $# archives in functions/cli/target; clean it first: mvn clean"
version=${1##*/muster-}
version=${version%.tar.gz}

engine=${ENGINE:-}
for each in docker podman; do
    [ -n "$engine" ] || ! "$each" info >/dev/null 2>&1 || engine=$each
done
[ -n "$engine" ] || give_up 'neither docker nor podman answers; start one, or name another in ENGINE'

"$engine" build --build-arg "VERSION=$version" --tag "$tag" --file "$here/Dockerfile" "$target"

check() {
    said=$("$engine" run --rm --read-only --network none "$@") || {
        echo "image: this failed: $*: $said" >&2
        exit 1
    }
    printf '%s\n' "$said" | head -n 3
}
check "$tag" --version
check "$tag" checks imdsv2-required
[ "$(check --entrypoint id "$tag" -u)" = 65532 ] || {
    echo 'image: it does not run as the user 65532' >&2
    exit 1
}
echo "image: $tag of muster $version works"
