#!/bin/sh
# Date: 2026-11-29. Artifact: software.amazon.awssdk:arns 2.40.2 (AWS SDK for Java).
# Guess: the resource of an ARN is what stands behind its type: for parameter/a/b/c it is a/b/c, for loadbalancer/app/web/50dc it is
#   app/web/50dc; and where there is no qualifier, its text has none.
# True: it is split again at the second separator, of the same kind as the first: the resource is "a" and "app", the rest is the
#   "qualifier". All load balancers of a kind, all parameters of a tree and all roles under a path thus have one resource. A
#   log group's name, after a colon, keeps its slashes. The text of a resource without a qualifier ends in the word null.
# Seen: the table below; the ARN's own text stays as it was, and resourceAsString() is whole.
set -eu
. "$(dirname "$0")/packages.inc"
command -v java >/dev/null || untried 'needs a JDK'
jars software.amazon.awssdk:arns:2.40.2 software.amazon.awssdk:annotations:2.40.2 software.amazon.awssdk:utils:2.40.2

cat >"$work/Resources.java" <<'JAVA'
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.arns.ArnResource;

public class Resources {
    public static void main(String[] resources) {
        for (String text : resources) {
            Arn arn = Arn.fromString("arn:aws:service:us-east-1:123456789012:" + text);
            ArnResource resource = arn.resource();
            String parts = String.join(" | ", resource.resourceType().orElse("-"), resource.resource(),
                    resource.qualifier().orElse("-"), resource.toString());
            System.out.println(text + " = " + parts + (arn.resourceAsString().equals(text) ? "" : ", and not whole"));
        }
    }
}
JAVA
java -cp "$work/jars/*" "$work/Resources.java" parameter/a/b/c loadbalancer/app/web/50dc role/team/deploy \
    'log-group:/aws/lambda/web:*' log-group:web instance/i-0123 topic >"$work/out" 2>"$work/err" ||
    changed "$(tail -n 3 "$work/err")"
expect 'type | resource | qualifier | text' 'parameter/a/b/c = parameter | a | b/c | parameter:a:b/c
loadbalancer/app/web/50dc = loadbalancer | app | web/50dc | loadbalancer:app:web/50dc
role/team/deploy = role | team | deploy | role:team:deploy
log-group:/aws/lambda/web:* = log-group | /aws/lambda/web | * | log-group:/aws/lambda/web:*
log-group:web = log-group | web | - | log-group:web:null
instance/i-0123 = instance | i-0123 | - | instance:i-0123:null
topic = - | topic | - | null:topic:null' "$(cat "$work/out")"
echo 'as written: the resource ends at the second separator'
