# The clock kept by chrony as far as it can be without a network, and a system log with trouble in it.
cat >/var/log/syslog <<'LOG'
Nov 22 02:58:10 ip-172-31-5-10 kernel: [  812.001122] Out of memory: Killed process 4711 (java) total-vm:8123456kB, anon-rss:3999999kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:9000kB oom_score_adj:0
Nov 22 02:58:44 ip-172-31-5-10 systemd[1]: billing.service: Failed with result 'oom-kill'.
Nov 22 02:59:01 ip-172-31-5-10 CRON[4800]: (root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)
LOG
chronyd -x
