#!/bin/sh
# Date: 2026-11-29. Artifact: software.amazon.event.ruler:event-ruler 2.1.0 (EventBridge's matcher of patterns).
# Guess: now that the old limits of plus and minus five thousand million are gone, "numeric" compares any JSON number.
# True: it compares a number only if turning it into a double and back gives the same number. One for which it does not (a
#   time in nanoseconds, a 64-bit identifier, 1700000000.123456789) is neither greater than 0 nor at most 0: no numeric
#   condition ever matches it, and nothing is reported, whereas the same number as a plain value in a pattern does match. In
#   a pattern such a number under "numeric" is refused when the rule is made. Round numbers and large powers of ten compare well.
#   "Back" is Double.toString, which prints fewer digits since JDK 19: 1700000000123456800 compares there, but not on JDK 17.
# Seen: the table below.
set -eu
. "$(dirname "$0")/packages.inc"
jars software.amazon.event.ruler:event-ruler:2.1.0 com.fasterxml.jackson.core:jackson-core:2.22.2 \
    com.fasterxml.jackson.core:jackson-databind:2.22.2 com.fasterxml.jackson.core:jackson-annotations:2.22 \
    com.google.code.findbugs:jsr305:3.0.2 ch.randelshofer:fastdoubleparser:2.0.1

cat >"$work/Numbers.java" <<'JAVA'
import software.amazon.event.ruler.Ruler;

public class Numbers {
    public static void main(String[] numbers) throws Exception {
        for (String number : numbers) {
            System.out.print(number);
            for (String condition : new String[] {"{\"numeric\":[\">\",0]}", "{\"numeric\":[\"<=\",0]}", number}) {
                boolean matches = Ruler.matchesRule("{\"at\":" + number + "}", "{\"at\":[" + condition + "]}");
                System.out.print(matches ? " yes" : " no");
            }
            System.out.println();
        }
        try {
            Ruler.matchesRule("{\"at\":1}", "{\"at\":[{\"numeric\":[\">\",1700000000123456789]}]}");
            System.out.println("taken");
        } catch (java.io.IOException e) {
            System.out.println("refused");
        }
    }
}
JAVA
set -- 1700000000123 1700000000123456 1700000000000000000 1e30 0.30000000000000004 1700000000123456789 1700000000.123456789 \
    1700000000123456800
java -cp "$work/jars/*" "$work/Numbers.java" "$@" >"$work/out" 2>"$work/err" || changed "$(tail -n 3 "$work/err")"
case $(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p') in
8 | 9 | 1[0-8]) of_this_jdk=no ;;
*) of_this_jdk=yes ;;
esac
expect 'number, > 0, <= 0, itself' "1700000000123 yes no yes
1700000000123456 yes no yes
1700000000000000000 yes no yes
1e30 yes no yes
0.30000000000000004 yes no yes
1700000000123456789 no no yes
1700000000.123456789 no no yes
1700000000123456800 $of_this_jdk no yes
refused" "$(cat "$work/out")"
echo 'as written: a number that a double does not give back is on neither side of 0'
