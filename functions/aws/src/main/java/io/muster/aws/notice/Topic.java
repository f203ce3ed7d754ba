package io.muster.aws.notice;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.AwsFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** A topic of Simple Notification Service, from which people get mail and chat. */
public record Topic(SnsClient client, String arn) {

    /** SNS takes subjects of less than 100 characters of UTF-8. */
    public static final int MAX_SUBJECT_LENGTH = 99;

    private static final String ACTION = "sns:Publish";

    /**
     * A topic that may not exist: publishing says so.
     *
     * @param clients of its region
     */
    public static Topic of(AwsClients clients, String arn) {
        return new Topic(clients.sns(), arn);
    }

    /** The IAM actions that it needs, on the topic. */
    public static Set<String> actions() {
        return Set.of(ACTION);
    }

    /**
     * Publishes a message.
     *
     * @param subject one line without control characters, at most {@link #MAX_SUBJECT_LENGTH}
     * @param attributes by which a subscription's filter policy can choose
     * @throws NoticeException if the topic does not take it
     */
    public void publish(String subject, String text, Map<String, String> attributes) {
        Map<String, MessageAttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) -> values.put(name, text(value)));
        PublishRequest request =
                PublishRequest.builder()
                        .topicArn(arn)
                        .subject(subject)
                        .message(text)
                        .messageAttributes(values)
                        .build();
        try {
            client.publish(request);
        } catch (SdkException failure) {
            throw failed(failure);
        }
    }

    /**
     * Makes the call that publishes, with a message that SNS refuses: it is empty, and its subject
     * too long.
     *
     * @throws NoticeException if it is not this that SNS refuses, or SNS takes it
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish,
     *     InvalidParameter</a>
     */
    public void prime() {
        try {
            String subject = "-".repeat(2 * MAX_SUBJECT_LENGTH);
            client.publish(request -> request.topicArn(arn).subject(subject).message(""));
            throw new NoticeException("topic %s took a message without a text".formatted(arn));
        } catch (InvalidParameterException asExpected) {
            return;
        } catch (SdkException failure) {
            throw failed(failure);
        }
    }

    private NoticeException failed(SdkException failure) {
        return new NoticeException(
                "topic %s: %s".formatted(arn, AwsFailure.of(ACTION, failure).detail().english()),
                failure);
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }
}
