package io.muster.cli.permissions;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallerIdentity;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.guest.ProbeSender;
import io.muster.aws.pricing.PriceList;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.store.DecisionTable;
import io.muster.aws.store.FindingTable;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the collectors and functions say that they call. */
final class Declared {

    /** What a hub's functions call of its own: the table, queues, notices, the organisation. */
    private static final Pattern HUB =
            Pattern.compile("(dynamodb|sqs|sns|events|organizations):.*");

    /** IAM allows it of one document, unlike the lists. */
    private static final Set<String> READ_DOCUMENT = Set.of("ssm:GetDocument");

    private Declared() {}

    /**
     * A scan from a laptop. EC2 and the like allow their lists of everything or of nothing.
     *
     * @param table the table that the scan brings up to date; null for none
     */
    static List<PolicyStatement> scan(@Nullable String table, Thresholds thresholds) {
        Set<String> actions = new TreeSet<>();
        actions.add(CallerIdentity.ACTION);
        actions.add(AwsAccess.REGIONS_ACTION);
        actions.addAll(by(collector -> collector.actions(collector.sources())));
        actions.addAll(PriceList.actions());
        actions.removeAll(READ_DOCUMENT);
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(PolicyStatement.of("Look", actions, List.of("*")));
        if (table != null) {
            statements.add(
                    PolicyStatement.of(
                            "KeepFindings",
                            ScanRecorder.actions(),
                            List.of("arn:PARTITION:dynamodb:*:*:table/" + table)));
        }
        statements.add(compareTheProbe(thresholds));
        return statements;
    }

    private static PolicyStatement compareTheProbe(Thresholds thresholds) {
        return PolicyStatement.of("CompareTheProbe", READ_DOCUMENT, List.of(document(thresholds)));
    }

    private static String document(Thresholds thresholds) {
        return "arn:PARTITION:ssm:*:*:document/" + thresholds.get(Setting.PROBE_DOCUMENT);
    }

    /** Those who decide: they read the table, and write decisions into it, nothing else. */
    static List<PolicyStatement> decide(String table) {
        List<String> arn = List.of("arn:PARTITION:dynamodb:*:*:table/" + table);
        Set<String> read = new TreeSet<>(DecisionTable.actionsToDecide());
        Set<String> write = new TreeSet<>(read);
        write.retainAll(DecisionTable.actionsThatWrite());
        read.removeAll(write);
        read.addAll(FindingTable.actionsToLoad());
        return List.of(
                PolicyStatement.of("SayWho", List.of(CallerIdentity.ACTION), List.of("*")),
                PolicyStatement.of("Look", read, arn),
                PolicyStatement.of("Decide", write, arn)
                        .inPartitions(List.of(DecisionTable.PARTITION)));
    }

    /** The role that the hub's functions assume in another account. */
    static List<PolicyStatement> spoke(Thresholds thresholds) {
        Set<String> look = new TreeSet<>();
        for (LambdaFunction function : LambdaFunction.values()) {
            look.addAll(by(function::actions));
        }
        look.removeIf(action -> HUB.matcher(action).matches());
        look.removeAll(ProbeSender.actions());
        look.removeAll(READ_DOCUMENT);
        return List.of(
                PolicyStatement.of("Look", look, List.of("*")),
                PolicyStatement.of(
                        "SendTheProbe",
                        ProbeSender.actions(),
                        List.of(document(thresholds), "arn:PARTITION:ec2:*:*:instance/*")),
                compareTheProbe(thresholds));
    }

    private static <T> T by(Function<FleetCollector, T> ask) {
        try (AwsClients clients = AwsClients.askedNothing()) {
            return ask.apply(new FleetCollector(clients));
        }
    }
}
