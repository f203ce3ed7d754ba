package io.muster.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class AnswerShapesTest {

    @Test
    void a_response_brings_what_stands_in_its_lists() {
        // The response, the result entry of a message that was taken, that of one that was not.
        assertThat(AnswerShapes.load(SendMessageBatchResponse.builder())).isEqualTo(3);
    }

    @Test
    void an_instance_brings_all_that_it_is_made_of() {
        assertThat(AnswerShapes.load(DescribeInstancesResponse.builder())).isGreaterThan(30);
    }

    @Test
    void a_shape_that_holds_itself_is_visited_once() {
        // The response, an attribute's value (which may be a list of such), the capacity consumed:
        // in all, of an index, of a vector index.
        assertThat(AnswerShapes.load(QueryResponse.builder())).isEqualTo(5);
    }

    @Test
    void a_shape_of_two_responses_counts_once() {
        assertThat(
                        AnswerShapes.load(
                                SendMessageBatchResponse.builder(),
                                SendMessageBatchResponse.builder()))
                .isEqualTo(3);
    }
}
