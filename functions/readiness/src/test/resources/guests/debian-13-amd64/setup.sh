# A journal with two errors, by the distribution's own journald; a clock that nothing keeps.
mkdir -p /run/systemd/journal /run/log/journal
systemd-machine-id-setup
/usr/lib/systemd/systemd-journald &
sleep 2
echo 'could not reach the license server: connection refused' | systemd-cat -t billing -p err
echo 'worker 3 was killed: out of memory' | systemd-cat -t billing -p crit
sleep 1
journalctl --sync
