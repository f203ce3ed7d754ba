#!/usr/bin/env bash
# Builds the deployment zip of HEAD once more, from a clean copy in a folder of its own, and compares it byte by byte with
# the one in functions/handlers/target, which is built first: mvn package. What differs is named, down to the classes.
#
#   two-builds.sh [MAVEN'S OPTIONS]      such as -o
#
# Exit code: 0 the same bytes; 1 they differ, or the second build failed; 2 there is nothing to compare.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../../../.." && pwd)
zip=functions/handlers/target/muster-functions.zip

give_up() {
    echo "two builds: $1" >&2
    exit 2
}

# Whoever runs the tests need not own the files.
git=(git -C "$root" -c "safe.directory=$root")
commit=$("${git[@]}" rev-parse --verify HEAD) || give_up 'this is no clone, so that there is no commit to build again'
changed=$("${git[@]}" status --porcelain)
[ -z "$changed" ] || give_up "the first build may not be that of a commit; commit or stash this first:
$changed"
[ -f "$root/$zip" ] || give_up "there is no $zip; build it first: mvn package"

second=$(mktemp -d)
trap 'rm -rf "$second"' EXIT
"${git[@]}" archive "$commit" | tar -x -C "$second"
# The rules and the tests were held to in the first build.
(cd "$second" && mvn --quiet --batch-mode --no-transfer-progress -pl functions/trimmer,functions/handlers -am \
    -Dmaven.test.skip=true -Denforcer.skip=true -Djacoco.skip=true package "$@")

if cmp -- "$root/$zip" "$second/$zip"; then
    echo 'two builds: the same bytes'
    exit 0
fi
echo "two builds: $zip is not what $commit gives; these entries differ:" >&2
python3 - "$root/$zip" "$second/$zip" >&2 <<'DIFFER'
import io, sys, zipfile

def entries(data, within=''):
    """Name and time, permissions, checksum of every entry, of jars within the zip too."""
    with zipfile.ZipFile(data) as jar:
        for entry in jar.infolist():
            yield within + entry.filename, (entry.date_time, oct(entry.external_attr >> 16), hex(entry.CRC))
            if entry.filename.endswith('.jar'):
                yield from entries(io.BytesIO(jar.read(entry)), within + entry.filename + '!')

first, second = (dict(entries(name)) for name in sys.argv[1:])
differing = [name for name in first | second if first.get(name) != second.get(name)]
for name in differing[:40]:
    print(f'  {name}\n    first  {first.get(name)}\n    second {second.get(name)}')
print(f'  and {len(differing) - 40} more' if len(differing) > 40 else
      '' if differing else '  none: the same entries, packed or ordered otherwise')
DIFFER
exit 1
