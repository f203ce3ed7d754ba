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

# The user who runs the tests need not own the files.
git=(git -C "$root" -c "safe.directory=$root")
commit=$("${git[@]}" rev-parse --verify HEAD) || give_up 'this is no clone, so that there is no commit to build again'
changed=$("${git[@]}" status --porcelain)
[ -z "$changed" ] || give_up "the first build may not be that of a commit; commit or stash this first:
$changed"
[ -f "$root/$zip" ] || give_up "there is no $zip; build it first: mvn package"

second=$(mktemp -d)
trap 'rm -rf "$second"' EXIT
"${git[@]}" archive "$commit" | tar -x -C "$second"
# The rules and the tests were held to in the first build. The tests' dependencies stay: by them, too, the bill of
# materials is ordered.
(cd "$second" && mvn --quiet --batch-mode --no-transfer-progress -pl functions/trimmer,functions/handlers -am \
    -DskipTests -Denforcer.skip=true -Djacoco.skip=true package "$@")

if cmp -- "$root/$zip" "$second/$zip"; then
    echo 'two builds: the same bytes'
    exit 0
fi
echo "two builds: $zip is not what $commit gives; these entries differ:" >&2
python3 - "$root/$zip" "$second/$zip" >&2 <<'DIFFER'
import io, sys, zipfile

def entries(data, within=''):
    """What every entry is, those of jars within the zip too."""
    with zipfile.ZipFile(data) as jar:
        for entry in jar.infolist():
            yield within + entry.filename, {
                'time': entry.date_time, 'permissions': entry.external_attr, 'content': entry.CRC}
            if entry.filename.endswith('.jar'):
                yield from entries(io.BytesIO(jar.read(entry)), within + entry.filename + '!')

first, second = (dict(entries(name)) for name in sys.argv[1:])
lines = []
for name in first | second:
    one, other = first.get(name), second.get(name)
    if one is None or other is None:
        lines.append(f'  {name}: only in the {"first" if one else "second"}')
    elif one != other:
        lines.append(f'  {name}: {", ".join(what for what in one if one[what] != other[what])}')
print('\n'.join(lines[:20]) if lines else '  none: the same entries, packed or ordered otherwise')
if len(lines) > 20:
    print(f'  and {len(lines) - 20} more')
DIFFER
exit 1
