#!/bin/sh
# Date: 2026-11-29. Packages: npm packageurl-js 2.0.1, Maven com.github.package-url:packageurl-java 1.5.0.
# Guess: the two libraries write a package URL in one canonical form, which is what it is for: a list of a machine's packages made
#   by the one can be joined as text with advisories written by the other.
# True: packageurl-js leaves ":" and "+" in a version as they are, packageurl-java writes %3A and %2B. Every Debian version with an
#   epoch or a security update (1:9.2p1-2+deb12u3) and every image's digest differs, so the join finds nothing for exactly those.
#   In a name both write %2B. Each reads the other's form. Also, only packageurl-java lowers the case of a Go module.
# Seen: the table below; versions of Amazon Linux, whose epoch is a qualifier, are alike.
set -eu
. "$(dirname "$0")/packages.inc"
command -v node >/dev/null || untried 'needs node'
(cd "$work" && npm install --silent --no-audit --no-fund --prefix "$work" packageurl-js@2.0.1) >"$work/npm.out" 2>&1 ||
    untried "$(tail -n 1 "$work/npm.out")"
jars com.github.package-url:packageurl-java:1.5.0

cat >"$work/canonical.js" <<'JS'
const { PackageURL } = require('packageurl-js');
for (const url of process.argv.slice(2)) console.log(PackageURL.fromString(url).toString());
JS
cat >"$work/Canonical.java" <<'JAVA'
import com.github.packageurl.PackageURL;

public class Canonical {
    public static void main(String[] urls) throws Exception {
        for (String url : urls) System.out.println(new PackageURL(url).canonicalize());
    }
}
JAVA
set -- 'pkg:deb/debian/openssh-server@1:9.2p1-2+deb12u3?arch=arm64' 'pkg:deb/debian/libstdc++6@12.2.0-14' \
    'pkg:deb/debian/tzdata@2024a-0+deb12u1' 'pkg:oci/amazonlinux@sha256:0123abc?arch=arm64' \
    'pkg:golang/github.com/AWS/aws-sdk-go@v1.2.3' 'pkg:deb/debian/bash@5.2.15-2~b1' \
    'pkg:rpm/amzn/openssl-libs@3.0.8-1.amzn2023.0.12?epoch=1&arch=aarch64'
(cd "$work" && node canonical.js "$@") >"$work/js" 2>"$work/err" || changed "$(tail -n 3 "$work/err")"
java -cp "$work/jars/*" "$work/Canonical.java" "$@" >"$work/java" 2>"$work/err" || changed "$(tail -n 3 "$work/err")"
same='pkg:deb/debian/bash@5.2.15-2~b1
pkg:rpm/amzn/openssl-libs@3.0.8-1.amzn2023.0.12?arch=aarch64&epoch=1'
expect 'packageurl-js' "pkg:deb/debian/openssh-server@1:9.2p1-2+deb12u3?arch=arm64
pkg:deb/debian/libstdc%2B%2B6@12.2.0-14
pkg:deb/debian/tzdata@2024a-0+deb12u1
pkg:oci/amazonlinux@sha256:0123abc?arch=arm64
pkg:golang/github.com/AWS/aws-sdk-go@v1.2.3
$same" "$(cat "$work/js")"
expect 'packageurl-java' "pkg:deb/debian/openssh-server@1%3A9.2p1-2%2Bdeb12u3?arch=arm64
pkg:deb/debian/libstdc%2B%2B6@12.2.0-14
pkg:deb/debian/tzdata@2024a-0%2Bdeb12u1
pkg:oci/amazonlinux@sha256%3A0123abc?arch=arm64
pkg:golang/github.com/aws/aws-sdk-go@v1.2.3
$same" "$(cat "$work/java")"
# shellcheck disable=SC2046 # a package URL has no blanks
(cd "$work" && node canonical.js $(cat java)) >"$work/again" 2>"$work/err" || changed "$(tail -n 3 "$work/err")"
expect 'packageurl-js of the other form' pkg:deb/debian/openssh-server@1:9.2p1-2+deb12u3?arch=arm64 "$(sed -n 1p "$work/again")"
echo 'as written: one version, two canonical forms'
