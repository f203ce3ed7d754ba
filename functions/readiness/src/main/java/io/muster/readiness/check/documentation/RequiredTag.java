package io.muster.readiness.check.documentation;

import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tag that an instance must have. Tag keys are compared exactly, because whatever looks for the
 * tag (a bill, a query, a policy) does so too; a key that was nearly right is named.
 */
final class RequiredTag {

    static final String SOURCE =
            "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html";

    private RequiredTag() {}

    /**
     * The remedy that sets the tag, on the instance and, where it is in a group, on what the group
     * launches from now on.
     *
     * @param variable the shell variable that must hold the value
     * @param ask what the shell says when it does not
     */
    static String remedy(String variable, String ask) {
        return """
               # {#instance}
               aws ec2 create-tags --region {region} --resources {id} --tags Key={tagKey},Value="${VARIABLE:?ASK}"

               # {#group}
               aws autoscaling create-or-update-tags --region {region} --tags ResourceId={group},ResourceType=auto-scaling-group,PropagateAtLaunch=true,Key={tagKey},Value="${VARIABLE:?ASK}"
               """
                .replace("VARIABLE", variable)
                .replace("ASK", ask);
    }

    static Verdict judge(Instance instance, Fleet fleet, String key) {
        Message expected = Message.of("documentation.expected").with("key", key);
        String value = instance.tags().get(key);
        if (value != null && !value.isBlank()) {
            return Verdict.ready(
                    expected,
                    Message.of("documentation.tag").with("key", key).with("value", value));
        }
        Message actual =
                Message.of(value == null ? "documentation.missing" : "documentation.blank")
                        .with("key", key);
        Verdict verdict =
                Verdict.notReady(expected, actual)
                        .withEvidence(nearly(instance, key))
                        .withRemedyValue("tagKey", key);
        return fleet.groupOf(instance)
                .orElse(Optional.empty())
                .map(group -> verdict.withRemedyStep(Map.of("group", group.name())))
                .orElse(verdict);
    }

    private static List<Message> nearly(Instance instance, String key) {
        return instance.tags().keySet().stream()
                .filter(other -> !other.equals(key) && other.strip().equalsIgnoreCase(key))
                .sorted()
                .map(other -> Message.of("documentation.similar").with("tag", other))
                .toList();
    }
}
