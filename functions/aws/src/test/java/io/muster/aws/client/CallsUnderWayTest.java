package io.muster.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.CallsUnderWay.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

class CallsUnderWayTest {

    private final AtomicLong now = new AtomicLong();
    private final CallsUnderWay calls = new CallsUnderWay(now::get);

    @Test
    void the_call_that_waits_longest_is_told() {
        calls.begin(call("Ec2", "DescribeInstances"));
        now.set(Duration.ofSeconds(4).toNanos());
        calls.begin(call("CloudWatchLogs", "DescribeLogGroups"));
        now.set(Duration.ofSeconds(10).toNanos());

        assertThat(calls.longest())
                .contains(new Waiting("ec2:DescribeInstances", Duration.ofSeconds(10)));
    }

    @Test
    void what_was_answered_or_failed_waits_no_longer() {
        ExecutionAttributes answered = call("Ec2", "DescribeInstances");
        ExecutionAttributes failed = call("Ec2", "DescribeVolumes");
        calls.begin(answered);
        calls.begin(failed);
        calls.end(answered);
        calls.end(failed);

        assertThat(calls.longest()).isEmpty();
    }

    /** The SDK notes in its attributes what it learns on the way, which changes what they equal. */
    @Test
    void a_call_whose_attributes_changed_is_answered_all_the_same() {
        ExecutionAttributes attributes = call("Ec2", "DescribeInstances");
        calls.begin(attributes);
        calls.end(attributes.putAttribute(SdkExecutionAttribute.OPERATION_NAME, "Other"));

        assertThat(calls.longest()).isEmpty();
    }

    private static ExecutionAttributes call(String service, String operation) {
        return new ExecutionAttributes()
                .putAttribute(SdkExecutionAttribute.SERVICE_NAME, service)
                .putAttribute(SdkExecutionAttribute.OPERATION_NAME, operation);
    }
}
