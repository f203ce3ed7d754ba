package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the matcher which judges our rules matches as EventBridge's documentation says. */
class RulesTest {

    private static final String EVENT =
            """
            {"source":"aws.ec2","detail-type":"Change","detail":{"state":"running","count":5,
            "document":"arn:aws:ssm:us-east-1:123456789012:document/probe","tags":["a","b"]}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"source":["aws.ec2"]}                                            | true
                    {"source":["aws.ssm"]}                                            | false
                    {"source":["aws.ssm","aws.ec2"]}                                  | true
                    {"source":["AWS.EC2"]}                                            | false
                    {"source":["aws.ec2"],"detail":{"state":["running"]}}             | true
                    {"source":["aws.ssm"],"detail":{"state":["running"]}}             | false
                    {"detail":{"state":[{"anything-but":["stopped","pending"]}]}}     | true
                    {"detail":{"state":[{"anything-but":["stopped","running"]}]}}     | false
                    {"detail":{"document":[{"suffix":":document/probe"}]}}            | true
                    {"detail":{"document":[{"suffix":":document/other"}]}}            | false
                    {"detail":{"state":[{"prefix":"run"}]}}                           | true
                    {"detail":{"state":[{"prefix":"un"}]}}                            | false
                    {"detail":{"tags":["b"]}}                                         | true
                    {"detail":{"count":[{"numeric":[">",4]}]}}                        | true
                    {"detail":{"count":[{"numeric":[">",5]}]}}                        | false
                    {"detail":{"absent":[{"exists":false}]}}                          | true
                    {"detail":{"state":[{"exists":false}]}}                           | false
                    {"detail":{"absent":["x"]}}                                       | false
                    """)
    void a_pattern_matches_as_documented(String pattern, boolean matches) {
        assertThat(new Rules(Map.of("rule", pattern)).matching(EVENT)).hasSize(matches ? 1 : 0);
    }

    @Test
    void a_pattern_that_eventbridge_would_refuse_is_no_mere_mismatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Rules(Map.of("rule", "{\"source\":\"aws.ec2\"}"))
                                        .matching(EVENT));
    }
}
