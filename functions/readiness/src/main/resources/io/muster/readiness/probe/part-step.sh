for base in /run /dev/shm /tmp; do
    answer=$base/muster-run.@RUN@/answer
    [ -f "$answer" ] && [ -O "$answer" ] || continue
    dd if="$answer" bs=@SLICE@ skip=@SKIP@ count=@COUNT@ 2>/dev/null
    break
done
exit 0
