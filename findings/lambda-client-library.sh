#!/bin/sh
# Date: 2026-11-30. Packages: com.amazonaws:aws-lambda-java-runtime-interface-client 2.9.0 with aws-lambda-java-core 1.4.0, aws-lambda-java-serialization 1.2.0 and software.amazon.awssdk:utils-lite 2.59.1.
# Guess: AWS's runtime interface client for Java unpacks its native code to java.io.tmpdir, to a file of its own in each process.
# True: it unpacks it to /tmp/.libaws-lambda-jni.so whatever java.io.tmpdir is, written over at every start. Functions that start together
#   on one machine, as in a test, write that file while another loads it, and now and then one of them fails at "cannot open shared
#   object file" of three other processors. A property of which its README says nothing names a library to load instead.
# Seen: the counts below.
set -eu
. "$(dirname "$0")/packages.inc"
command -v mvn >/dev/null && command -v java >/dev/null || untried 'needs Maven and a JDK'
[ "$(uname -s)" = Linux ] || untried 'the client is made for Linux'
aws=com.amazonaws
jars $aws:aws-lambda-java-runtime-interface-client:2.9.0 $aws:aws-lambda-java-core:1.4.0 $aws:aws-lambda-java-serialization:1.2.0 software.amazon.awssdk:utils-lite:2.59.1
case $(uname -m) in aarch64) processor=aarch_64 ;; *) processor=x86_64 ;; esac
library=libaws-lambda-jni.linux-$processor.so
property=com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI
mkdir "$work/own"

# written OPTION...: how many files a start writes to /tmp and to the folder that java.io.tmpdir names. No function is there, so it ends.
written() {
    : >"$work/before"
    AWS_LAMBDA_RUNTIME_API=127.0.0.1:9 LAMBDA_TASK_ROOT="$work" timeout 60 java -Djava.io.tmpdir="$work/own" "$@" \
        -cp "$work/jars/*" com.amazonaws.services.lambda.runtime.api.client.AWSLambda none.Handler >"$work/out" 2>&1 || true
    shared=$(find /tmp -maxdepth 1 -name '.libaws-lambda-jni.so' -newer "$work/before" | wc -l)
    own=$(find "$work/own" -name '*.so' | wc -l)
    echo "$shared $own"
}

sleep 1
expect 'written to /tmp, and to java.io.tmpdir' '1 0' "$(written -Dnothing=1)"
unzip -q -o -j "$work/jars/aws-lambda-java-runtime-interface-client-2.9.0.jar" "jni/$library" -d "$work" || untried 'needs unzip'
sleep 1
expect 'the same, where the property names a library' '0 0' "$(written -D$property="$work/$library")"
expect 'processors that it could not load for' 0 "$(grep -c 'Failed to load the native' "$work/out" || true)"
echo 'as written: one file in /tmp for every process'
