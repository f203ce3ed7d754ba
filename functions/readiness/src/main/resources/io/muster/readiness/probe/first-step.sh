# The first step: runs the probe and leaves its answer, encoded, for the steps after it.
umask 077
cd /
run=@RUN@
dir=
for base in /run /dev/shm /tmp; do
    [ -d $base ] && [ -w $base ] || continue
    if [ -e "$base/muster-run.$run" ]; then
        echo "muster-transport-error $base/muster-run.$run is there already: a run's number is for one run"
        exit 0
    fi
    mkdir -m 700 "$base/muster-run.$run" 2>/dev/null || continue
    dir=$base/muster-run.$run
    # Where there is room, else in the last.
    head -c 1048576 /dev/zero 2>/dev/null >"$dir/raw" && break
    : >"$dir/raw"
done
if [ -z "$dir" ]; then
    echo 'muster-transport-error no directory could be made under /run, /dev/shm or /tmp'
    exit 0
fi
has() {
    command -v "$1" >/dev/null 2>&1
}
squeeze() {
    if has gzip; then gzip -9 -c; else cat; fi
}
spell() {
    if has base64; then base64; elif has openssl; then openssl base64; else od -An -v -tx1; fi | tr -d ' \n'
}
# Seconds of a clock that is not set back.
tick() {
    read -r now rest </proc/uptime || now=$(date +%s)
    now=${now%%.*}
}
# Of the 90 seconds that the agent gives this step, the probe has 75, less what packing three times takes here and now.
tick
began=$now
od -An -v -tx1 -N 100000 /dev/urandom | squeeze | spell >/dev/null
tick
patience=$((72 - 3 * (now - began)))
[ $patience -gt 10 ] || patience=10
(
@PROBE@
) >"$dir/raw" 2>"$dir/complaint" &
probe=$!
# What hangs is left behind: what it printed by then is the answer.
trap : ALRM
(
    trap 'kill $nap; exit' TERM
    sleep $patience &
    nap=$!
    wait $nap
    kill -TERM $probe
    sleep 2
    kill -KILL $probe
    sleep 1
    kill -ALRM $$
) >/dev/null 2>&1 &
watcher=$!
wait $probe
kill -TERM $watcher 2>/dev/null
if ! [ -s "$dir/raw" ]; then
    echo "muster-transport-error $(head -c 200 "$dir/complaint" | tr '\n' ' ')"
    exit 0
fi
encoding=hex
if has base64 || has openssl; then encoding=base64; fi
if has gzip; then encoding=gzip-$encoding; fi
keep=$(($(wc -c <"$dir/raw")))
state=whole
while
    head -c $keep "$dir/raw" | squeeze | spell >"$dir/answer" || {
        echo "muster-transport-error no room for the answer in $dir"
        exit 0
    }
    length=$(($(wc -c <"$dir/answer")))
    [ $length -gt @MOST@ ]
do
    # The end is left out until all parts together can carry the beginning.
    state=cut
    keep=$((keep * 3 / 4))
done
if has sha256sum; then
    kind=sha256
    digest=$(sha256sum <"$dir/answer" | cut -c 1-64)
elif has cksum; then
    kind=cksum
    digest=$(cksum <"$dir/answer" | cut -d ' ' -f 1)
else
    kind=none
    digest=-
fi
parts=$(((length + @SLICE@ - 1) / @SLICE@))
[ $parts -le @PARTS@ ] || parts=@PARTS@
echo "muster-transport @VERSION@ $run $encoding $keep $length $parts $kind $digest $state"
