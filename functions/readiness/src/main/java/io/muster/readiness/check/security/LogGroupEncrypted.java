package io.muster.readiness.check.security;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;

/**
 * CloudWatch encrypts every group with a key of its own; to revoke access, or to see each use,
 * takes a customer managed key.
 */
public final class LogGroupEncrypted extends Check.OfLogGroup {

    public LogGroupEncrypted() {
        super(
                new Rule("log-group-encrypted", SECURITY, LOW),
                """
                # {#key}
                aws logs associate-kms-key --region {region} --log-group-name {id} --kms-key-id "${KEY_ARN:?ARN of the KMS key}"
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html");
    }

    private static final Message EXPECTED = Message.of("log-group-encrypted.expected");

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        String key = group.kmsKeyId();
        return key == null
                ? Verdict.notReady(EXPECTED, Message.of("log-group-encrypted.default-key"))
                : Verdict.ready(
                        EXPECTED, Message.of("log-group-encrypted.own-key").with("key", key));
    }
}
