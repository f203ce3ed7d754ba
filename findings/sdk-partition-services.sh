#!/bin/sh
# Date: 2026-11-30. Packages: software.amazon.awssdk:regions 2.59.1 with utils, utils-lite, annotations, sdk-core and profiles 2.59.1, slf4j-api and slf4j-nop 2.0.17.
# Guess: which partition a region belongs to is a look into a table of partitions, and loads a few classes.
# True: PartitionMetadata.of(region) makes an object for each of 308 services and of every region first, each of a class of its
#   own, because one class initializes all three lists. At a cold start of a Lambda function that is some 70 ms, for three letters.
# Seen: the counts below; Region.of alone loads none of them.
set -eu
. "$(dirname "$0")/packages.inc"
command -v mvn >/dev/null && command -v javac >/dev/null || untried 'needs Maven and a JDK'
sdk=software.amazon.awssdk
jars $sdk:regions:2.59.1 $sdk:utils:2.59.1 $sdk:utils-lite:2.59.1 $sdk:annotations:2.59.1 $sdk:sdk-core:2.59.1 $sdk:profiles:2.59.1 org.slf4j:slf4j-api:2.0.17 org.slf4j:slf4j-nop:2.0.17

cat >"$work/Ask.java" <<'JAVA'
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

public class Ask {
    public static void main(String[] arguments) {
        Region region = Region.of("eu-central-1");
        System.out.println(arguments[0].equals("partition") ? PartitionMetadata.of(region).id() : region.id());
    }
}
JAVA
javac -cp "$work/jars/*" -d "$work" "$work/Ask.java" 2>"$work/javac.err" || untried "$(head -n 1 "$work/javac.err")"

# loaded WHAT FOLDER: how many classes of that folder the program loads
loaded() {
    java -Xlog:class+load:file="$work/classes" -cp "$work:$work/jars/*" Ask "$1" >"$work/out" 2>"$work/err" ||
        untried "$(grep -m 1 Exception "$work/err")"
    grep -c "awssdk\.regions\.$2\." "$work/classes" || true
}

expect 'services, for the name of a region' 0 "$(loaded region servicemetadata)"
expect 'services, for its partition' 308 "$(loaded partition servicemetadata)"
expect 'the partition' aws "$(cat "$work/out")"
expect 'regions, for its partition' 55 "$(loaded partition regionmetadata)"
echo 'as written: one partition asked for, 308 services loaded'
