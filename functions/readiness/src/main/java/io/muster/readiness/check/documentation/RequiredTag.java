package io.muster.readiness.check.documentation;

import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
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
               aws ec2 create-tags --region {region} --resources {id} --tags Key={tagKey},Value="${VARIABLE:?ASK}"

               # For the instances that the group launches from now on.
               aws autoscaling create-or-update-tags --region {region} --tags ResourceId={group},ResourceType=auto-scaling-group,PropagateAtLaunch=true,Key={tagKey},Value="${VARIABLE:?ASK}"
               """
                .replace("VARIABLE", variable)
                .replace("ASK", ask);
    }

    static Verdict judge(Instance instance, Fleet fleet, String key) {
        String expected = "tag %s has a value".formatted(key);
        String value = instance.tags().get(key);
        if (value != null && !value.isBlank()) {
            return Verdict.ready(expected, "%s is %s".formatted(key, value));
        }
        String actual = "tag %s is %s".formatted(key, value == null ? "not there" : "blank");
        Verdict verdict =
                Verdict.notReady(expected, actual)
                        .withLines(nearly(instance, key))
                        .withRemedyValue("tagKey", key);
        return fleet.groupOf(instance)
                .orElse(Optional.empty())
                .map(group -> verdict.withRemedyStep(Map.of("group", group.name())))
                .orElse(verdict);
    }

    private static List<String> nearly(Instance instance, String key) {
        return instance.tags().keySet().stream()
                .filter(other -> !other.equals(key) && other.strip().equalsIgnoreCase(key))
                .sorted()
                .map(other -> "tag '%s' differs only in case or blanks".formatted(other))
                .toList();
    }
}
