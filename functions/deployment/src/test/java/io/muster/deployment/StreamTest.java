package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.event.ruler.Ruler;

/** The table's stream starts notify for what it tells of, and for what shows that it is alive. */
@ExtendWith(Deployments.Once.class)
class StreamTest {

    private final Deployed deployed;

    StreamTest(Deployments deployments) {
        this.deployed = deployments.alone();
    }

    @ParameterizedTest
    @CsvSource({
        "SCOPE#123456789012#us-east-1, FINDING#instance#i-0abc#imdsv2-required, true",
        "SCOPES, 123456789012#us-east-1, true",
        "SCOPE#123456789012#us-east-1, GUEST#i-0abc, false",
    })
    void findings_and_the_summary_of_a_scan_start_notify(String pk, String sk, boolean starts)
            throws Exception {
        String record =
                """
                {"dynamodb": {"Keys": {"pk": {"S": "%s"}, "sk": {"S": "%s"}}}}
                """
                        .formatted(pk, sk);
        boolean matches = false;
        for (var filter :
                Deployed.list(
                        Deployed.block(
                                deployed.one("aws_lambda_event_source_mapping", "stream", ""),
                                "filter_criteria"),
                        "filter")) {
            matches |= Ruler.matchesRule(record, String.valueOf(filter.get("pattern")));
        }
        assertThat(matches).isEqualTo(starts);
    }
}
