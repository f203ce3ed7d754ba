#!/bin/sh
# Date: 2026-11-30. Artifact: software.amazon.event.ruler:event-ruler 2.1.0 (EventBridge's matcher of patterns).
# Guess: {"cidr": "0.0.0.0/0"} matches IPv4 addresses and no others, ::/0 those of IPv6, and a mask of /32 names one address.
# True: the two families are compared as one text of hexadecimal digits, without regard to its length: 0.0.0.0/0 and ::/0 match every address of
#   both, and also every small number, such as a port; a00::/8 matches IPv4's 10.0.0.1. A rule that is to tell an instance opened to
#   IPv6 from one opened to IPv4 hears of both. /32 and /128 are refused when the rule is made: one address is written as plain text.
# Seen: the table below; 203.0.113.6/31 shows that a longer mask is compared as one expects.
set -eu
. "$(dirname "$0")/packages.inc"
jars software.amazon.event.ruler:event-ruler:2.1.0 com.fasterxml.jackson.core:jackson-core:2.22.2 \
    com.fasterxml.jackson.core:jackson-databind:2.22.2 com.fasterxml.jackson.core:jackson-annotations:2.22 \
    com.google.code.findbugs:jsr305:3.0.2 ch.randelshofer:fastdoubleparser:2.0.1

cat >"$work/Ranges.java" <<'JAVA'
import software.amazon.event.ruler.Ruler;

public class Ranges {
    public static void main(String[] ranges) throws Exception {
        for (String range : ranges) {
            StringBuilder line = new StringBuilder(range);
            for (String source : new String[] {"\"203.0.113.7\"", "\"10.0.0.1\"", "\"2001:db8::1\"", "443"}) {
                try {
                    boolean matches =
                            Ruler.matchesRule("{\"at\":" + source + "}", "{\"at\":[{\"cidr\":\"" + range + "\"}]}");
                    line.append(matches ? " yes" : " no");
                } catch (IllegalArgumentException refused) {
                    line.append(" refused");
                }
            }
            System.out.println(line);
        }
    }
}
JAVA
java -cp "$work/jars/*" "$work/Ranges.java" 0.0.0.0/0 ::/0 a00::/8 2000::/3 203.0.113.6/31 203.0.113.7/32 2001:db8::1/128 \
    >"$work/out" 2>"$work/err" || changed "$(tail -n 3 "$work/err")"
expect 'range, 203.0.113.7, 10.0.0.1, 2001:db8::1, the number 443' '0.0.0.0/0 yes yes yes yes
::/0 yes yes yes yes
a00::/8 no yes no no
2000::/3 no no yes no
203.0.113.6/31 yes no no no
203.0.113.7/32 refused refused refused refused
2001:db8::1/128 refused refused refused refused' "$(cat "$work/out")"
echo 'as written: the widest range of one family matches the addresses of the other, and ports'
