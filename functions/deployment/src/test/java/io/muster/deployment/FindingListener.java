package io.muster.deployment;

import io.muster.aws.client.AwsClients;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A rule and a queue that subscribe to the findings of one check, as docs/notices.md advises. Of
 * one, because moto takes half a second of CPU for each event that it hands on.
 */
final class FindingListener {

    private static final String NAME = "finding-listener";

    private final AwsClients clients;
    private final String queue;

    private FindingListener(AwsClients clients, String queue) {
        this.clients = clients;
        this.queue = queue;
    }

    /** Receives what is published about a check on the default bus from now on. */
    static FindingListener listen(AwsClients clients, String check) {
        String queue = clients.sqs().createQueue(create -> create.queueName(NAME)).queueUrl();
        String arn =
                "arn:aws:sqs:%s:%s:%s"
                        .formatted(DeployedSystem.REGION, DeployedSystem.ACCOUNT, NAME);
        clients.eventBridge()
                .putRule(
                        rule ->
                                rule.name(NAME)
                                        .eventPattern(
                                                """
                                                {"source": ["muster"], "detail": {"check": ["%s"]}}
                                                """
                                                        .formatted(check)));
        clients.eventBridge()
                .putTargets(
                        put -> put.rule(NAME).targets(Target.builder().id(NAME).arn(arn).build()));
        return new FindingListener(clients, queue);
    }

    /** What was received since the last call. */
    List<String> received() {
        List<String> bodies = new ArrayList<>();
        List<Message> some;
        do {
            some =
                    clients.sqs()
                            .receiveMessage(
                                    receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                            .messages();
            some.forEach(message -> bodies.add(message.body()));
        } while (!some.isEmpty());
        return bodies;
    }
}
