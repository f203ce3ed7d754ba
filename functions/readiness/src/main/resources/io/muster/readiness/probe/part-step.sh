for base in /run /dev/shm /tmp; do
    part=$base/muster-run.@RUN@/answer
    [ -f $part ] && [ -O $part ] || continue
    dd if=$part bs=@SLICE@ skip=@SKIP@ count=@COUNT@ 2>/dev/null
    break
done
exit 0
