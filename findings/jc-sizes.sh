#!/bin/sh
# Date: 2026-11-29. Packages: Debian jc 1.22.5-1, python3-ruamel.yaml 0.17.21-1.
# Guess: jc, which makes JSON of the output of df, du and free, turns 1.6G into bytes, or leaves it as text.
# True: of "used" and "available" it keeps the digits before the first letter or point: 1.6G is 1, 900G is 900, 475M is 475, all
#   of them numbers without a unit, beside a "size" that stays the text "8.0G". The larger file system can have the smaller
#   number, and 1.9 and 1.1 GiB are the same. So it is with du -h and free -h. Without -h the numbers are right.
# Seen: the table below.
set -eu
. "$(dirname "$0")/packages.inc"
[ -x /usr/bin/python3 ] || untried "needs Debian's python3"
debs jc=1.22.5-1 python3-ruamel.yaml=0.17.21-1
export PYTHONPATH="$work/debs/usr/lib/python3/dist-packages" PYTHONDONTWRITEBYTECODE=1

# json PARSER: what jc makes of standard input
json() {
    /usr/bin/python3 "$work/debs/usr/bin/jc" "--$1" 2>"$work/err" || changed "$(tail -n 1 "$work/err")"
}
expect 'df -h' '[{"filesystem":"/dev/nvme0n1p1","size":"8.0G","used":1,"mounted_on":"/","available":6,"use_percent":20},'\
'{"filesystem":"/dev/nvme1n1","size":"1.1T","used":900,"mounted_on":"/data","available":123,"use_percent":88},'\
'{"filesystem":"tmpfs","size":"475M","used":0,"mounted_on":"/dev/shm","available":475,"use_percent":0}]' "$(json df <<'TEXT'
Filesystem      Size  Used Avail Use% Mounted on
/dev/nvme0n1p1  8.0G  1.6G  6.5G  20% /
/dev/nvme1n1    1.1T  900G  123G  88% /data
tmpfs           475M     0  475M   0% /dev/shm
TEXT
)"
expect 'du -h' '[{"size":1,"name":"/var"},{"size":1,"name":"/srv"},{"size":12,"name":"/etc"}]' "$(json du <<'TEXT'
1.9G	/var
1.1M	/srv
12K	/etc
TEXT
)"
expect 'free -h' '[{"type":"Mem","total":7,"used":1,"free":5,"shared":512,"buff_cache":1,"available":6}]' "$(json free <<'TEXT'
               total        used        free      shared  buff/cache   available
Mem:           7.6Gi       1.2Gi       5.0Gi       512Ki       1.4Gi       6.2Gi
TEXT
)"
expect 'du -k' '[{"size":1992294,"name":"/var"}]' "$(printf '1992294\t/var\n' | json du)"
echo 'as written: 900G is 900, 475M is 475'
