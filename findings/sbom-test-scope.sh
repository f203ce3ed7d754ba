#!/bin/sh
# Date: 2026-11-30. Artifacts: org.cyclonedx:cyclonedx-maven-plugin:2.9.3, org.apache.httpcomponents:fluent-hc:4.5.14, httpcore-nio:4.4.16 (Maven).
# Guess: a bill of materials without the test scope, without a serial number and with a fixed time is the same bytes whether the build
#   has test dependencies or not, since none of them is in it.
# True: its components are in the order in which Maven's mediated tree is walked, and a test dependency takes a library's place
#   in that tree where its way to it is shorter: fluent-hc needs httpcore at the third level, httpcore-nio (test) at the second, so that
#   httpcore moves to the end. The same components, other bytes: builds with and without -Dmaven.test.skip, where a profile adds
#   the tests' dependencies, cannot be compared by their digest.
# Seen: the names below, in the order of the file.
set -eu
. "$(dirname "$0")/packages.inc"
command -v mvn >/dev/null || untried 'needs Maven with a JDK'

cat >"$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>shipped</artifactId>
  <version>1</version>
  <properties>
    <project.build.outputTimestamp>2026-01-01T00:00:00Z</project.build.outputTimestamp>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.apache.httpcomponents</groupId>
      <artifactId>fluent-hc</artifactId>
      <version>4.5.14</version>
    </dependency>
  </dependencies>
  <profiles>
    <profile>
      <id>tests</id>
      <activation>
        <property>
          <name>!maven.test.skip</name>
        </property>
      </activation>
      <dependencies>
        <dependency>
          <groupId>org.apache.httpcomponents</groupId>
          <artifactId>httpcore-nio</artifactId>
          <version>4.4.16</version>
          <scope>test</scope>
        </dependency>
      </dependencies>
    </profile>
  </profiles>
</project>
POM

# names NAME [OPTION]: the components of the bill, in its order
names() {
    mvn -q -B -ntp -f "$work/pom.xml" org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeBom -DincludeTestScope=false \
        -DincludeBomSerialNumber=false -DoutputFormat=json -DoutputName="$1" ${2:+"$2"} >"$work/mvn.out" 2>&1 ||
        untried "$(grep -m 1 ERROR "$work/mvn.out")"
    sed -n '/^  "components"/,/^  "dependencies"/s/^      "name" : "\(.*\)",$/\1/p' "$work/target/$1.json" | tr '\n' ' '
}

without=$(names without -Dmaven.test.skip=true)
with=$(names with)
expect 'without test dependencies' 'fluent-hc httpclient httpcore commons-codec commons-logging ' "$without"
expect 'with them' 'fluent-hc httpclient commons-codec commons-logging httpcore ' "$with"
echo 'as written: a dependency of the tests alone moves a shipped library in the bill of materials'
