package io.muster.deployment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the roles allow. What Lambda does by a function's role (its log, its queue, its stream) has
 * a Sid that begins so; all else is for what the function calls itself.
 */
final class Grants {

    private Grants() {}

    /** What each function may call, by its name without {@code muster-}. */
    static Map<String, Set<String>> called(Deployed deployed) {
        return granted(deployed, statement -> !isLambdas(statement));
    }

    /** What Lambda may do by each function's role. */
    static Map<String, Set<String>> lambdas(Deployed deployed) {
        return granted(deployed, Grants::isLambdas);
    }

    /** The statements of a resource that has a policy. */
    static List<Map<?, ?>> statements(Map<?, ?> resource) {
        return Deployed.list(Deployed.json(resource, "policy"), "Statement");
    }

    /** The actions of a statement. */
    static Set<String> actions(Map<?, ?> statement) {
        return statement.get("Action") instanceof Collection<?> actions
                ? actions.stream()
                        .map(String::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of(String.valueOf(statement.get("Action")));
    }

    private static Map<String, Set<String>> granted(
            Deployed deployed, Predicate<Map<?, ?>> statements) {
        Map<String, Set<String>> granted = new TreeMap<>();
        for (String function : deployed.functions()) {
            granted.put(
                    function,
                    statements(deployed.of(function, "aws_iam_role_policy")).stream()
                            .filter(statements)
                            .flatMap(statement -> actions(statement).stream())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return granted;
    }

    private static boolean isLambdas(Map<?, ?> statement) {
        return String.valueOf(statement.get("Sid")).startsWith("Lambda");
    }
}
