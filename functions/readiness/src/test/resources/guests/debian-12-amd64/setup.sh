# A host whose sshd is being tried, with a state file of logrotate and a log that nothing rotates.
cat >/var/log/auth.log <<'LOG'
Nov 22 03:01:07 ip-172-31-5-10 sshd[811]: Failed password for root from 203.0.113.7 port 40022 ssh2
Nov 22 03:01:09 ip-172-31-5-10 sshd[811]: Failed password for root from 203.0.113.7 port 40022 ssh2
Nov 22 03:01:12 ip-172-31-5-10 sshd[813]: Invalid user admin from 203.0.113.7 port 40031
Nov 22 03:01:14 ip-172-31-5-10 sshd[813]: Failed password for invalid user admin from 203.0.113.7 port 40031 ssh2
Nov 22 03:05:41 ip-172-31-5-10 sshd[822]: Accepted publickey for admin from 198.51.100.4 port 51100 ssh2
Nov 22 03:07:02 ip-172-31-5-10 sshd[830]: Failed password for invalid user oracle from 2001:db8::77 port 33012 ssh2
LOG
mkdir -p /var/log/app
head -c 200000000 /dev/zero >/var/log/app/app.log
logrotate -s /var/lib/logrotate/status /etc/logrotate.conf
