#!/bin/sh
# What the programs of a Debian release write about the faults that Muster knows: each fault is brought about in
# namespaces of its own, and the first line about it is kept. Writes lines of SIGNATURE, PROGRAM, VERSION, how it was come
# by and the line itself, divided by tabulators. Needs root, unshare, the network of a mirror, and debootstrap for a ROOT
# that is not there yet.
#
#   record-log-lines.sh RELEASE ROOT OUT.tsv
set -eu
release=$1 root=$2 out=$3
case $release in
bullseye) jdks=openjdk-11-jdk-headless ;;
bookworm) jdks=openjdk-17-jdk-headless ;;
*) jdks=openjdk-21-jdk-headless,openjdk-25-jdk-headless ;;
esac
[ -e "$root/etc/debian_version" ] ||
    debootstrap --variant=minbase --include=nginx-light,apache2,haproxy,openssh-server,openssh-client,sshpass,gnutls-bin,openssl,nodejs,python3,rsyslog,cron,anacron,logrotate,curl,wget,golang-go,earlyoom,procps,ca-certificates,$jdks \
        "$release" "$root" >&2
: >"$out"
export root out
exec unshare --mount --pid --fork --kill-child --mount-proc --net --uts sh -eu <<'INSIDE'
hostname web-1
mount -t proc proc "$root/proc"
for place in run tmp var/log dev srv root; do mount -t tmpfs tmpfs "$root/$place"; done
mkdir "$root/dev/shm" "$root/dev/pts"
for device in null zero urandom random full tty; do
    : >"$root/dev/$device"
    mount --bind /dev/$device "$root/dev/$device"
done
mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ip link set lo up
work=$root/tmp/work
mkdir -p "$work"
inside() { chroot "$root" "$@"; }
version() { inside dpkg-query -W -f '${Version}' "$1"; }

# said SIGNATURE PROGRAM PACKAGE FILE EXPRESSION: the first line of a file in which grep finds an expression.
said() {
    waited=0
    until line=$(grep -a -m 1 -E -e "$5" "$4" 2>/dev/null) || [ $waited = "${patience:-25}" ]; do
        sleep 0.2
        waited=$((waited + 1))
    done
    if [ -n "$line" ]; then
        printf '%s\t%s\t%s\trecorded\t%s\n' "$1" "$2" "$3 $(version "$3")" "$(printf %s "$line" | tr '\t' ' ')" >>"$out"
    else
        echo "$2 said nothing of $1 ($5)" >&2
        sed 's/^/    /' "$4" 2>/dev/null | tail -5 >&2
    fi
    line=
}

# --- certificates: one that has expired, one that is not valid yet
cat >"$work/root.cnf" <<'CONFIG'
cn = "authority.example"
ca
cert_signing_key
activation_date = "2020-01-01 00:00:00"
expiration_date = "2099-01-01 00:00:00"
CONFIG
cat >"$work/old.cnf" <<'CONFIG'
cn = "shop.example"
dns_name = "localhost"
signing_key
encryption_key
tls_www_server
CONFIG
cp "$work/old.cnf" "$work/new.cnf"
printf 'activation_date = "2020-01-01 00:00:00"\nexpiration_date = "2020-02-01 00:00:00"\n' >>"$work/old.cnf"
printf 'activation_date = "2090-01-01 00:00:00"\nexpiration_date = "2091-02-01 00:00:00"\n' >>"$work/new.cnf"
certify() {
    inside certtool --generate-privkey --bits 2048 --rsa --outfile "/tmp/work/$1.key" >/dev/null 2>&1
    name=$1
    shift
    inside certtool "$@" --load-privkey "/tmp/work/$name.key" --template "/tmp/work/$name.cnf" \
        --outfile "/tmp/work/$name.crt" >/dev/null 2>&1
}
certify root --generate-self-signed
for kind in old new; do
    certify $kind --generate-certificate --load-ca-certificate /tmp/work/root.crt --load-ca-privkey /tmp/work/root.key
done
inside openssl s_server -accept 127.0.0.1:4431 -cert /tmp/work/old.crt -key /tmp/work/old.key -www -quiet >/dev/null 2>&1 &
inside openssl s_server -accept 127.0.0.1:4432 -cert /tmp/work/new.crt -key /tmp/work/new.key -www -quiet >/dev/null 2>&1 &
sleep 1
cat >"$work/Tls.java" <<'JAVA'
public class Tls {
    public static void main(String[] args) throws Exception {
        new java.net.URL(args[0]).openStream().read();
    }
}
JAVA
cat >"$work/tls.go" <<'GO'
package main

import (
    "crypto/tls"
    "crypto/x509"
    "log"
    "net/http"
    "os"
)

func main() {
    pem, _ := os.ReadFile("/tmp/work/root.crt")
    pool := x509.NewCertPool()
    pool.AppendCertsFromPEM(pem)
    client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
    _, err := client.Get(os.Args[1])
    log.Print(err)
}
GO
mkdir -p "$root/tmp/go"
jdks=$(inside sh -c 'ls -d /usr/lib/jvm/java-[0-9][0-9]-openjdk-amd64')
java=$(echo "$jdks" | head -1)
jdk() { echo "openjdk-$(basename "$1" | cut -d- -f2)-jdk-headless"; }
go() { inside env HOME=/tmp GOPATH=/tmp/go GOCACHE=/tmp/go/cache GO111MODULE=off GOFLAGS= go run "$@"; }
inside $java/bin/keytool -importcert -noprompt -alias root -file /tmp/work/root.crt -keystore /tmp/work/trust.p12 -storepass changeit >/dev/null 2>&1
[ "$(version golang-go | cut -c1-6)" != 2:1.15 ] || sed -i 's/os.ReadFile/ioutil.ReadFile/; s/"log"/"io\/ioutil"\n    "log"/' "$work/tls.go"
for kind in tls-expired:4431 tls-not-yet-valid:4432; do
    id=${kind%:*} port=${kind#*:}
    url=https://localhost:$port/
    inside curl -sS --cacert /tmp/work/root.crt $url >"$work/$id-curl" 2>&1 || :
    said $id 'curl with OpenSSL' curl "$work/$id-curl" 'certificate'
    inside wget -O /dev/null --ca-certificate=/tmp/work/root.crt $url >"$work/$id-wget" 2>&1 || :
    said $id 'wget with GnuTLS' wget "$work/$id-wget" 'expired|not yet|activat'
    inside sh -c "openssl s_client -connect 127.0.0.1:$port -CAfile /tmp/work/root.crt </dev/null" >"$work/$id-openssl" 2>&1 || :
    said $id openssl openssl "$work/$id-openssl" 'error:num'
    inside sh -c "gnutls-cli --x509cafile /tmp/work/root.crt -p $port localhost </dev/null" >"$work/$id-gnutls" 2>&1 || :
    said $id gnutls-cli gnutls-bin "$work/$id-gnutls" 'certificate chain|NOT trusted'
    inside python3 -c "import ssl, urllib.request as u; u.urlopen('$url', context=ssl.create_default_context(cafile='/tmp/work/root.crt'))" >"$work/$id-python" 2>&1 || :
    said $id Python python3 "$work/$id-python" '^urllib.*(expired|not yet)'
    inside env NODE_EXTRA_CA_CERTS=/tmp/work/root.crt node -e "require('https').get({host: '127.0.0.1', port: $port, servername: 'localhost'})" >"$work/$id-node" 2>&1 || :
    said $id Node.js nodejs "$work/$id-node" "^Error:|Error: "
    said $id Node.js nodejs "$work/$id-node" "code: '(CERT|ERR)"
    for home in $jdks; do
        inside "$home/bin/java" -Djavax.net.ssl.trustStore=/tmp/work/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit /tmp/work/Tls.java $url >"$work/$id-java" 2>&1 || :
        said $id Java "$(jdk "$home")" "$work/$id-java" 'Certificate(Expired|NotYetValid)Exception'
    done
    go /tmp/work/tls.go $url >"$work/$id-go" 2>&1 || :
    said $id Go golang-go "$work/$id-go" 'x509'
done

# --- a full file system, and no more file descriptors
mkdir "$root/tmp/full"
mount -t tmpfs -o size=64k tmpfs "$root/tmp/full"
dd if=/dev/zero of="$root/tmp/full/fill" bs=4k >/dev/null 2>&1 || :
cat >"$work/Full.java" <<'JAVA'
public class Full {
    public static void main(String[] args) throws Exception {
        if (args[0].equals("full")) {
            java.nio.file.Files.write(java.nio.file.Path.of("/tmp/full/x"), new byte[100000]);
        } else if (args[0].equals("stream")) {
            new java.io.FileOutputStream("/tmp/full/y").write(new byte[100000]);
        } else if (args[0].equals("files")) {
            java.util.List<Object> held = new java.util.ArrayList<>();
            while (true) held.add(new java.net.ServerSocket(0));
        } else if (args[0].equals("heap")) {
            java.util.List<Object> held = new java.util.ArrayList<>();
            while (true) held.add(new byte[1 << 20]);
        } else if (args[0].equals("array")) {
            Object held = new long[Integer.MAX_VALUE];
        } else {
            java.util.List<Object> held = new java.util.ArrayList<>();
            while (true) held.add(java.nio.ByteBuffer.allocateDirect(1 << 20));
        }
    }
}
JAVA
printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000\002\000\267\000\001\000\000\000' >"$work/arm"
head -c 4096 /dev/zero >>"$work/arm"
chmod 755 "$work/arm" "$work"
cat >"$work/faults.go" <<'GO'
package main

import (
    "log"
    "net"
    "os"
    "os/exec"
)

func main() {
    switch os.Args[1] {
    case "full":
        file, err := os.Create("/tmp/full/z")
        if err == nil {
            _, err = file.Write(make([]byte, 100000))
        }
        log.Print(err)
    case "files":
        for {
            _, err := net.Listen("tcp", "127.0.0.1:0")
            if err != nil {
                log.Fatal(err)
            }
        }
    default:
        log.Print(exec.Command(os.Args[1]).Run())
    }
}
GO
inside env HOME=/tmp GOPATH=/tmp/go GOCACHE=/tmp/go/cache GO111MODULE=off go build -o /tmp/work/faults /tmp/work/faults.go
inside python3 -c "open('/tmp/full/p', 'wb', 0).write(b'0' * 100000); open('/tmp/full/q', 'wb', 0).write(b'0')" >"$work/full-python" 2>&1 || :
said no-space-left Python python3 "$work/full-python" 'Errno 28'
inside node -e "require('fs').writeFileSync('/tmp/full/n', 'x'.repeat(100000))" >"$work/full-node" 2>&1 || :
said no-space-left Node.js nodejs "$work/full-node" 'Error: ENOSPC'
inside /tmp/work/faults full >"$work/full-go" 2>&1 || :
said no-space-left Go golang-go "$work/full-go" 'space'
inside bash -c 'cp /bin/bash /tmp/full/b' >"$work/full-cp" 2>&1 || :
said no-space-left cp coreutils "$work/full-cp" 'space'
inside sh -c 'ulimit -n 40; exec python3 -c "held = [open(\"/dev/null\") for i in range(99)]"' >"$work/files-python" 2>&1 || :
said too-many-open-files Python python3 "$work/files-python" 'Errno 24'
inside sh -c 'ulimit -n 60; exec node -e "const fs = require(\"fs\"); for (;;) fs.openSync(\"/dev/null\")"' >"$work/files-node" 2>&1 || :
said too-many-open-files Node.js nodejs "$work/files-node" 'Error: EMFILE'
inside sh -c 'ulimit -n 40; exec /tmp/work/faults files' >"$work/files-go" 2>&1 || :
said too-many-open-files Go golang-go "$work/files-go" 'open files'

# --- a program of another architecture
for shell in sh bash; do
    inside $shell -c /tmp/work/arm >"$work/exec-$shell" 2>&1 || :
    case $shell in sh) package=dash ;; *) package=bash ;; esac
    said exec-format-error $shell $package "$work/exec-$shell" 'arm'
done
inside python3 -c "import subprocess; subprocess.run(['/tmp/work/arm'])" >"$work/exec-python" 2>&1 || :
said exec-format-error Python python3 "$work/exec-python" 'Errno 8'
inside /tmp/work/faults /tmp/work/arm >"$work/exec-go" 2>&1 || :
said exec-format-error Go golang-go "$work/exec-go" 'arm'

# --- Java, and the memory of the virtual machine
for home in $jdks; do
    package=$(jdk "$home") one=$home/bin/java
    inside $one /tmp/work/Full.java full >"$work/j1" 2>&1 || :
    said no-space-left Java "$package" "$work/j1" 'space'
    inside sh -c "ulimit -n 70; exec $one -cp /tmp/work -Xint /tmp/work/Full.java files" >"$work/j2" 2>&1 || :
    said too-many-open-files Java "$package" "$work/j2" 'Too many open files'
    inside $one -Xmx40m /tmp/work/Full.java heap >"$work/j3" 2>&1 || :
    said jvm-out-of-memory Java "$package" "$work/j3" 'OutOfMemoryError'
    inside $one /tmp/work/Full.java array >"$work/j4" 2>&1 || :
    said jvm-out-of-memory Java "$package" "$work/j4" 'OutOfMemoryError'
    inside $one -XX:MaxDirectMemorySize=8m /tmp/work/Full.java direct >"$work/j5" 2>&1 || :
    said jvm-out-of-memory Java "$package" "$work/j5" 'OutOfMemoryError'
    inside $one -Xmx40m -XX:+ExitOnOutOfMemoryError /tmp/work/Full.java heap >"$work/j6" 2>&1 || :
    said jvm-out-of-memory Java "$package" "$work/j6" 'OutOfMemoryError'
    inside sh -c "ulimit -v 3000000; exec $one -Xms9g -Xmx9g -version" >"$work/j8" 2>&1 || :
    said jvm-native-memory Java "$package" "$work/j8" 'enough|insufficient|commit_memory|reserve'
    inside sh -c "ulimit -v 3000000; cd /tmp/work; exec $one -Xmx400m -Xms400m -XX:+AlwaysPreTouch -XX:ReservedCodeCacheSize=2000m -XX:-UseCompressedClassPointers -version" >"$work/j9" 2>&1 || :
    said jvm-native-memory Java "$package" "$work/j9" 'enough|insufficient|commit_memory|reserve|Native memory|Could not'
done
for script in 'const a=[];for(;;)a.push(new Array(1e5).fill({}))' 'new (require("worker_threads").Worker)("const a=[];for(;;)a.push(new Array(1e5).fill({}))",{eval:true,resourceLimits:{maxOldGenerationSizeMb:20}})'; do
    inside node --max-old-space-size=40 -e "$script" >"$work/heap-node" 2>&1 || :
    said v8-out-of-memory Node.js nodejs "$work/heap-node" '[Oo]ut of memory|ERR_WORKER'
done

# --- proxies before servers that are down, silent, or hang up
cat >"$work/backend.py" <<'PYTHON'
import socket, threading
def silent(port, after):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("127.0.0.1", port)); s.listen(20)
    held = []
    while True:
        c, _ = s.accept()
        c.recv(1000)
        after(c) or held.append(c)
def hang_up(c):
    c.close()
    return True
threading.Thread(target=silent, args=(9001, lambda c: False)).start()
silent(9002, hang_up)
PYTHON
inside python3 /tmp/work/backend.py &
mkdir -p "$root/srv/www/img" "$root/var/log/nginx" "$root/var/log/apache2" "$root/run/apache2" "$root/run/haproxy" "$root/run/sshd"
mkdir -p "$root/var/lib/haproxy"
cat >"$work/nginx.conf" <<'CONFIG'
error_log /var/log/nginx/error.log info;
pid /run/nginx.pid;
user root;
events { worker_connections 64; }
http {
    access_log off;
    proxy_connect_timeout 1s; proxy_read_timeout 1s;
    upstream pool { server 127.0.0.1:9009; server 127.0.0.1:9008; }
    server {
        listen 127.0.0.1:8001;
        root /srv/www;
        location /refused { proxy_pass http://127.0.0.1:9009; }
        location /pool { proxy_pass http://pool; }
        location /silent { proxy_pass http://127.0.0.1:9001; }
        location /hangup { proxy_pass http://127.0.0.1:9002; }
        location /socket { proxy_pass http://unix:/run/none.sock; }
        location /old { proxy_pass https://127.0.0.1:4431; proxy_ssl_verify on; proxy_ssl_name localhost; proxy_ssl_trusted_certificate /tmp/work/root.crt; }
        location /new { proxy_pass https://127.0.0.1:4432; proxy_ssl_verify on; proxy_ssl_name localhost; proxy_ssl_trusted_certificate /tmp/work/root.crt; }
        location /upload { client_body_temp_path /tmp/full; client_body_in_file_only on; proxy_pass http://127.0.0.1:9001; }
        location /img/ { }
    }
}
CONFIG
nginx=$(inside sh -c 'dpkg -S /usr/sbin/nginx | cut -d: -f1')
inside nginx -c /tmp/work/nginx.conf >"$work/nginx-start" 2>&1 || cat "$work/nginx-start" >&2
sleep 0.5
ask() { inside curl -s -m 5 -o /dev/null "$@" || :; }
for path in refused silent hangup socket old new img/ pool pool; do ask http://127.0.0.1:8001/$path; done
head -c 90000 /dev/zero | inside curl -s -m 5 -o /dev/null --data-binary @- http://127.0.0.1:8001/upload || :
log=$root/var/log/nginx/error.log
said upstream-failed nginx "$nginx" "$log" 'connect\(\) failed'
said upstream-failed nginx "$nginx" "$log" 'no live upstreams'
said upstream-failed nginx "$nginx" "$log" 'prematurely closed'
said upstream-failed nginx "$nginx" "$log" 'unix:/run/none'
said upstream-timeout nginx "$nginx" "$log" 'timed out'
said tls-expired nginx "$nginx" "$log" 'has expired'
said tls-not-yet-valid nginx "$nginx" "$log" 'not yet valid'
said directory-index-forbidden nginx "$nginx" "$log" 'directory index'
said no-space-left nginx "$nginx" "$log" 'No space'
inside nginx -c /tmp/work/nginx.conf -s stop >/dev/null 2>&1 || :
sed -i 's/^events.*/worker_rlimit_nofile 14; events { worker_connections 64; }/' "$work/nginx.conf"
inside nginx -c /tmp/work/nginx.conf >/dev/null 2>&1 || :
sleep 0.5
for i in 1 2 3 4 5 6 7 8 9; do ask http://127.0.0.1:8001/silent & done
said too-many-open-files nginx "$nginx" "$log" 'Too many open files'
cat >"$work/apache.conf" <<'CONFIG'
ServerRoot /etc/apache2
PidFile /run/apache2/apache2.pid
DefaultRuntimeDir /run/apache2
Listen 127.0.0.1:8002
ServerName web-1
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule autoindex_module /usr/lib/apache2/modules/mod_autoindex.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
LoadModule proxy_fcgi_module /usr/lib/apache2/modules/mod_proxy_fcgi.so
LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
User www-data
Group www-data
LogLevel info
ErrorLog /var/log/apache2/error.log
DocumentRoot /srv/www
ProxyTimeout 1
ProxyPass /refused http://127.0.0.1:9009/
ProxyPass /silent http://127.0.0.1:9001/
ProxyPass /hangup http://127.0.0.1:9002/
ProxyPass /fcgi fcgi://127.0.0.1:9009/
ProxyPass /socket unix:/run/none.sock|http://localhost/
SSLProxyEngine on
SSLProxyVerify require
SSLProxyCACertificateFile /tmp/work/root.crt
ProxyPass /old https://localhost:4431/
ProxyPass /new https://localhost:4432/
<Directory /srv/www>
    Require all granted
    Options Indexes
</Directory>
<Directory /srv/www/img>
    Options None
</Directory>
CONFIG
inside apache2 -f /tmp/work/apache.conf >"$work/apache-start" 2>&1 || cat "$work/apache-start" >&2
sleep 1
for path in refused refused refused refused refused refused refused silent hangup fcgi socket old new img/; do ask http://127.0.0.1:8002/$path; done
log=$root/var/log/apache2/error.log
said upstream-failed 'Apache httpd' apache2-bin "$log" 'attempt to connect to 127.*9009'
said upstream-failed 'Apache httpd' apache2-bin "$log" 'FCGI: attempt'
said upstream-failed 'Apache httpd' apache2-bin "$log" 'attempt to connect to Unix'
said upstream-failed 'Apache httpd' apache2-bin "$log" 'AH01102.*9002'
said upstream-timeout 'Apache httpd' apache2-bin "$log" 'timeout specified'
said tls-expired 'Apache httpd' apache2-bin "$log" 'Error .10.'
said tls-not-yet-valid 'Apache httpd' apache2-bin "$log" 'not yet valid'
said directory-index-forbidden 'Apache httpd' apache2-bin "$log" 'index forbidden'

# --- the real system log: sshd, HAProxy and cron through rsyslog
cat >"$work/rsyslog.conf" <<'CONFIG'
module(load="imuxsock" SysSock.RateLimit.Interval="5" SysSock.RateLimit.Burst="120")
template(name="whole" type="string" string="%jsonmesg%\n")
*.* action(type="omfile" file="/var/log/classic.log" template="RSYSLOG_TraditionalFileFormat")
*.* action(type="omfile" file="/var/log/iso.log" template="RSYSLOG_FileFormat")
*.* action(type="omfile" file="/var/log/rfc5424.log" template="RSYSLOG_SyslogProtocol23Format")
*.* action(type="omfile" file="/var/log/json.log" template="whole")
*.* action(type="omfile" file="/tmp/full/rs.log" template="RSYSLOG_TraditionalFileFormat")
CONFIG
inside rsyslogd -n -f /tmp/work/rsyslog.conf -i /run/rsyslogd.pid >"$work/rsyslog-start" 2>&1 &
waited=0; until [ -S "$root/dev/log" ] || [ $waited = 40 ]; do sleep 0.1; waited=$((waited + 1)); done
log=$root/var/log/classic.log
said no-space-left rsyslog rsyslog "$log" 'No space left'
cp "$root/etc/passwd" "$root/etc/shadow" "$work/"
echo 'deploy:x:1000:1000::/tmp:/bin/sh' >>"$work/passwd"
printf 'deploy:%s:19000:0:99999:7:::\n' "$(openssl passwd -6 right)" >>"$work/shadow"
mount --bind "$work/passwd" "$root/etc/passwd"
mount --bind "$work/shadow" "$root/etc/shadow"
inside ssh-keygen -q -t ed25519 -N '' -f /tmp/work/host
inside ssh-keygen -q -t ed25519 -N '' -f /tmp/work/client
cat >"$work/sshd.conf" <<'CONFIG'
Port 2222
ListenAddress 127.0.0.1
HostKey /tmp/work/host
PidFile /run/sshd.pid
LogLevel VERBOSE
UsePAM no
PasswordAuthentication yes
PermitRootLogin yes
MaxAuthTries 3
LoginGraceTime 3
StrictModes no
CONFIG
grep -q '^sshd:' "$root/etc/passwd" || echo 'sshd:x:101:65534::/run/sshd:/usr/sbin/nologin' >>"$work/passwd"
inside /usr/sbin/sshd -f /tmp/work/sshd.conf
ssh="ssh -p 2222 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
one() { inside sh -c "$1" </dev/null >/dev/null 2>&1 || :; sleep 0.3; }
one "sshpass -p wrong $ssh -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=1 deploy@127.0.0.1 true"
one "sshpass -p wrong $ssh -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=1 oracle@127.0.0.1 true"
one "$ssh -o BatchMode=yes -i /tmp/work/client deploy@127.0.0.1 true"
one "$ssh -o BatchMode=yes -i /tmp/work/client nagios@127.0.0.1 true"
cat >"$work/many.py" <<'PYTHON'
import os, pty, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
for i in range(8):
    time.sleep(0.6)
    try:
        os.write(fd, b"wrong\n"); os.read(fd, 1000)
    except OSError:
        break
PYTHON
one "python3 /tmp/work/many.py $ssh -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=6 deploy@127.0.0.1 true"
said ssh-login-failed OpenSSH openssh-server "$log" 'Failed password for deploy'
said ssh-login-failed OpenSSH openssh-server "$log" 'Failed password for invalid user'
said ssh-login-failed OpenSSH openssh-server "$log" 'Failed publickey for deploy'
said ssh-login-failed OpenSSH openssh-server "$log" '(closed|reset) by authenticating user'
said ssh-login-failed OpenSSH openssh-server "$log" 'maximum authentication attempts'
said ssh-login-failed OpenSSH openssh-server "$log" 'Disconnecting authenticating user'
said ssh-invalid-user OpenSSH openssh-server "$log" 'Invalid user'
cat >"$work/haproxy.cfg" <<'CONFIG'
global
    log /dev/log local0
    maxconn 20
defaults
    log global
    mode http
    timeout connect 1s
    timeout client 2s
    timeout server 1s
frontend shop
    bind 127.0.0.1:8003
    default_backend shop
backend shop
    server web1 127.0.0.1:9009 check inter 200 fall 1
    server web2 127.0.0.1:9008 check inter 200 fall 1
backend old
    server web3 127.0.0.1:4431 check inter 200 fall 1 ssl verify required ca-file /tmp/work/root.crt
CONFIG
inside haproxy -db -f /tmp/work/haproxy.cfg >"$work/haproxy-start" 2>&1 &
said upstream-failed HAProxy haproxy "$log" 'is DOWN, reason: Layer4'
said upstream-failed HAProxy haproxy "$log" 'no server available'
[ ! -d "$root/etc/cron.d" ] || {
    mkdir "$work/cron.d"
    printf '61 * * * * root true\n' >"$work/cron.d/minute"
    printf '* * * * * root true' >"$work/cron.d/newline"
    printf '* * * * * root true\n' >"$work/cron.d/mode"
    printf '* * * * * root exit 3\n' >"$work/cron.d/fails"
    printf '* * * * * root true\n' >"$work/cron.d/owner"
    chmod 666 "$work/cron.d/mode"
    chown 33 "$work/cron.d/owner"
    mount --bind "$work/cron.d" "$root/etc/cron.d"
    inside cron -L 15 >/dev/null 2>&1 &
    said cron-failed cron cron "$log" 'Error: bad minute'
    said cron-failed cron cron "$log" 'Missing newline'
    said cron-failed cron cron "$log" 'INSECURE MODE'
    said cron-failed cron cron "$log" 'WRONG FILE OWNER'
}
printf 'SHELL=/bin/sh\nPATH=/bin:/usr/bin\n1 0 cron.daily exit 2\n' >"$work/anacrontab"
mkdir "$work/spool"
inside anacron -n -f -d -t /tmp/work/anacrontab -S /tmp/work/spool >/dev/null 2>&1 || :
said cron-failed anacron anacron "$log" 'terminated \(e'
for i in 1 2; do
    inside python3 -c "
import socket, time
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.connect('/dev/log')
for i in range(400): s.send(b'<14>shop: line %d' % i)
time.sleep(5.5); s.send(b'<14>shop: last')"
done
said log-lines-lost rsyslog rsyslog "$log" 'messages lost|lost [0-9]+ messages'
printf '/var/log/app.log { size 1q\n rotate 3\n}\n' >"$work/rotate1"
printf '/var/log/none.log { daily\n rotate 3\n}\n' >"$work/rotate2"
for i in 1 2; do
    inside sh -c "logrotate -s /tmp/work/state /tmp/work/rotate$i 2>&1 | logger --socket-errors=on -u /dev/log -i -t logrotate" || :
done
said logrotate-failed logrotate logrotate "$log" 'logrotate\[[0-9]+\]: error: '
inside earlyoom -m 99,98 -s 100,100 -r 0 --dryrun >"$work/earlyoom" 2>&1 & pid=$!
said oom-daemon-kill earlyoom earlyoom "$work/earlyoom" 'sending SIG(TERM|KILL) to process'
kill $pid 2>/dev/null || :
patience=350
said cron-failed cron cron "$log" 'grandchild|failed with exit status'
patience=25
# One line of sshd in each format of rsyslog.
for format in classic iso rfc5424 json; do
    said ssh-login-failed "rsyslog's $format" rsyslog "$root/var/log/$format.log" 'Failed password for deploy'
done
INSIDE
