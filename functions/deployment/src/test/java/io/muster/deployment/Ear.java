package io.muster.deployment;

import io.muster.aws.client.AwsClients;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A rule and a queue of somebody's who wants to hear of the findings of one check, as
 * docs/notices.md advises. Of one, because moto takes half a second of CPU for each event that it
 * hands on.
 */
final class Ear {

    private static final String NAME = "somebody-who-listens";

    private final AwsClients clients;
    private final String queue;

    private Ear(AwsClients clients, String queue) {
        this.clients = clients;
        this.queue = queue;
    }

    /** Hears what is published about a check on the default bus from now on. */
    static Ear listen(AwsClients clients, String check) {
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
        return new Ear(clients, queue);
    }

    /** What was heard since the last look. */
    List<String> heard() {
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
