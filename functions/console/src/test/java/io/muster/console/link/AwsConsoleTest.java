package io.muster.console.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * As CloudWatch's console wrote it: github.com/sciety/sciety, README.md.
     *
     * @see <a href="https://github.com/Sage/jsurl">JSURL, in which the values are</a>
     */
    @Test
    void a_query_is_encoded_as_the_console_does() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("end", 0);
        detail.put("start", -1800);
        detail.put("timeType", "RELATIVE");
        detail.put("unit", "seconds");
        detail.put(
                "editorString",
                """
                fields @timestamp, app_request
                | filter `kubernetes.labels.app_kubernetes_io/instance` == 'ingress-nginx' and app_remote_addr == '78.105.99.80' and app_request not like /static/
                | filter app_ingress_name == 'sciety--prod--frontend'
                | sort @timestamp asc
                | limit 200""");
        detail.put("isLiveTail", false);
        detail.put("queryId", "e3086054-9d14-4384-bca5-a9c12b181c87");
        detail.put("source", List.of("/aws/containerinsights/libero-eks--franklin/application"));

        assertThat(AwsConsole.logsInsights(Scope.of("123456789012", "us-east-1"), detail))
                .isEqualTo(
                        "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:logs-insights$3FqueryDetail$3D$257E$2528end$257E0$257Estart$257E-1800$257EtimeType$257E$2527RELATIVE$257Eunit$257E$2527seconds$257EeditorString$257E$2527fields*20*40timestamp*2c*20app_request*0a*7c*20filter*20*60kubernetes.labels.app_kubernetes_io*2finstance*60*20*3d*3d*20*27ingress-nginx*27*20and*20app_remote_addr*20*3d*3d*20*2778.105.99.80*27*20and*20app_request*20not*20like*20*2fstatic*2f*0a*7c*20filter*20app_ingress_name*20*3d*3d*20*27sciety--prod--frontend*27*0a*7c*20sort*20*40timestamp*20asc*0a*7c*20limit*20200$257EisLiveTail$257Efalse$257EqueryId$257E$2527e3086054-9d14-4384-bca5-a9c12b181c87$257Esource$257E$2528$257E$2527*2faws*2fcontainerinsights*2flibero-eks--franklin*2fapplication$2529$2529");
    }

    /** Likewise: github.com/waxtell/AWSConsole.Uri.Builder, README.md. */
    @Test
    void a_range_of_times_is_encoded_as_the_console_does() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("end", "2020-10-24T23:21:07.013Z");
        detail.put("start", "2020-10-24T23:11:06.998Z");
        detail.put("timeType", "ABSOLUTE");
        detail.put("tz", "UTC");
        detail.put(
                "editorString",
                "fields @timestamp, @message\n| filter @requestId = \"your_request_id\"\n| sort @timestamp desc\n");
        detail.put("isLiveTail", false);
        detail.put("source", List.of("your_log_group"));

        assertThat(AwsConsole.logsInsights(Scope.of("123456789012", "us-east-2"), detail))
                .endsWith(
                        "#logsV2:logs-insights$3FqueryDetail$3D$257E$2528end$257E$25272020-10-24T23*3a21*3a07.013Z$257Estart$257E$25272020-10-24T23*3a11*3a06.998Z$257EtimeType$257E$2527ABSOLUTE$257Etz$257E$2527UTC$257EeditorString$257E$2527fields*20*40timestamp*2c*20*40message*0a*7c*20filter*20*40requestId*20*3d*20*22your_request_id*22*0a*7c*20sort*20*40timestamp*20desc*0a$257EisLiveTail$257Efalse$257Esource$257E$2528$257E$2527your_log_group$2529$2529");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, https://eu-west-1.console.aws.amazon.com/",
        "cn-north-1, https://cn-north-1.console.amazonaws.cn/",
        "us-gov-west-1, https://us-gov-west-1.console.amazonaws-us-gov.com/"
    })
    void a_search_is_in_the_console_of_its_partition(String region, String console) {
        assertThat(
                        AwsConsole.logsInsights(
                                Scope.of("123456789012", region),
                                "/var/log/messages",
                                "fields @message",
                                Duration.ofDays(1)))
                .isEqualTo(
                        console
                                + "cloudwatch/home?region="
                                + region
                                + "#logsV2:logs-insights$3FqueryDetail$3D$257E$2528end$257E0$257Estart$257E-86400$257EtimeType$257E$2527RELATIVE$257Eunit$257E$2527seconds$257EeditorString$257E$2527fields*20*40message$257EisLiveTail$257Efalse$257Esource$257E$2528$257E$2527*2fvar*2flog*2fmessages$2529$2529");
    }

    @Test
    void no_character_of_a_name_ends_the_address() {
        String address =
                AwsConsole.logsInsights(
                        Scope.of("123456789012", "eu-west-1"),
                        "/앱/<b>\"' $%&#~()*",
                        "| filter @message like /x/",
                        Duration.ofHours(1));

        assertThat(address.substring(address.indexOf('#') + 1))
                .matches("[A-Za-z0-9:$*_.-]*")
                .contains("**c571*2f*3cb*3e*22*27*20*24*25*26*23*7e*28*29*2a");
    }

    private static String address(String region, ResourceType type, String id) {
        return AwsConsole.of(Scope.of("123456789012", region), type, id).orElse("");
    }
}
