package io.muster.console.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsConsoleTest {

    @ParameterizedTest
    @CsvSource({
        "INSTANCE, i-0abc, ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0abc",
        "VOLUME, vol-0abc, ec2/home?region=eu-west-1#VolumeDetails:volumeId=vol-0abc",
        "SECURITY_GROUP, sg-0abc, ec2/home?region=eu-west-1#SecurityGroup:groupId=sg-0abc",
        "SNAPSHOT, snap-0abc, ec2/home?region=eu-west-1#SnapshotDetails:snapshotId=snap-0abc",
        "ADDRESS, eipalloc-0a, ec2/home?region=eu-west-1#ElasticIpDetails:AllocationId=eipalloc-0a",
        "LOG_GROUP, /app/a b, cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Fapp$252Fa$2520b"
    })
    void a_resource_has_its_page(ResourceType type, String id, String page) {
        assertThat(address("eu-west-1", type, id))
                .isEqualTo("https://eu-west-1.console.aws.amazon.com/" + page);
    }

    @Test
    void other_partitions_have_consoles_of_their_own() {
        assertThat(address("cn-north-1", ResourceType.VOLUME, "vol-0"))
                .startsWith("https://cn-north-1.console.amazonaws.cn/");
        assertThat(address("us-gov-west-1", ResourceType.VOLUME, "vol-0"))
                .startsWith("https://us-gov-west-1.console.amazonaws-us-gov.com/");
    }

    @Test
    void a_workload_has_no_page() {
        assertThat(address("eu-west-1", ResourceType.WORKLOAD, "shop")).isEmpty();
    }

    private static String address(String region, ResourceType type, String id) {
        return AwsConsole.of(Scope.of("123456789012", region), type, id).orElse("");
    }
}
