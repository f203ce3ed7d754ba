package io.muster.cli.permissions;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a policy allows.
 *
 * @param actions sorted
 * @param resources sorted
 * @param partitions of a table, the only ones that it allows; empty for all
 */
record PolicyStatement(
        String sid, List<String> actions, List<String> resources, List<String> partitions) {

    static PolicyStatement of(
            String sid, Collection<String> actions, Collection<String> resources) {
        return new PolicyStatement(
                sid,
                List.copyOf(new TreeSet<>(actions)),
                List.copyOf(new TreeSet<>(resources)),
                List.of());
    }

    /** The same for some partitions of the table alone. */
    PolicyStatement inPartitions(List<String> keys) {
        return new PolicyStatement(sid, actions, resources, keys);
    }

    /**
     * The document that IAM reads.
     *
     * @param partition stands in every ARN for {@code PARTITION}: IAM takes no sign for all
     */
    static Map<String, Object> document(List<PolicyStatement> statements, String partition) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put(
                "Statement", statements.stream().map(each -> each.members(partition)).toList());
        return document;
    }

    private Map<String, Object> members(String partition) {
        List<String> arns =
                resources.stream().map(arn -> arn.replace("PARTITION", partition)).toList();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("Sid", sid);
        members.put("Effect", "Allow");
        members.put("Action", actions);
        members.put("Resource", arns.size() == 1 ? arns.get(0) : arns);
        if (!partitions.isEmpty()) {
            members.put(
                    "Condition",
                    Map.of(
                            "ForAllValues:StringEquals",
                            Map.of("dynamodb:LeadingKeys", partitions)));
        }
        return members;
    }
}
