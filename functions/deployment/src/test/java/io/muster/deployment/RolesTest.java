package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.account.OrganizationAccounts;
import io.muster.handlers.runtime.LambdaFunction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each role may do what its function calls and no more. What the code calls it says itself; what
 * Lambda does by the role (its log, its queue, its stream) has a Sid that begins so.
 */
@ExtendWith(Deployments.Once.class)
class RolesTest {

    private static final String ASSUME = "sts:AssumeRole";

    private final Deployed alone;
    private final Deployed organization;
    private final Deployed spoke;

    RolesTest(Deployments deployments) {
        this.alone = deployments.alone();
        this.organization = deployments.organization();
        this.spoke = deployments.spoke();
    }

    @Test
    void each_function_may_do_what_it_calls_and_no_more() {
        assertThat(Grants.called(alone)).isEqualTo(called());
    }

    @Test
    void where_there_are_other_accounts_it_may_act_there_besides() {
        Map<String, Set<String>> expected = called();
        for (LambdaFunction function : LambdaFunction.values()) {
            Set<String> actions = Objects.requireNonNull(expected.get(function.functionName()));
            if (function == LambdaFunction.DISPATCH) {
                actions.addAll(OrganizationAccounts.actions());
            } else if (function.hasQueue()) {
                actions.add(ASSUME);
            }
        }
        assertThat(Grants.called(organization)).isEqualTo(expected);
    }

    @Test
    void lambda_may_do_by_a_role_what_brings_it_its_events_and_keeps_its_log() {
        Set<String> log = Set.of("logs:CreateLogStream", "logs:PutLogEvents");
        Grants.lambdas(alone)
                .forEach(
                        (function, actions) ->
                                assertThat(actions)
                                        .as(function)
                                        .isEqualTo(
                                                union(
                                                        log,
                                                        source(
                                                                LambdaFunction.named(function)
                                                                        .orElseThrow()))));
    }

    @Test
    void in_another_account_the_hub_may_do_what_its_functions_call_here_and_no_more() {
        Set<String> expected = new TreeSet<>();
        called().values().forEach(expected::addAll);
        expected.removeIf(action -> action.matches("(dynamodb|sqs|sns|events|organizations):.*"));
        Set<String> there = new TreeSet<>();
        Grants.statements(spoke.one("aws_iam_role_policy", "spoke", "muster-spoke"))
                .forEach(statement -> there.addAll(Grants.actions(statement)));
        assertThat(there).isEqualTo(expected);
    }

    @Test
    void those_who_decide_in_the_console_write_decisions_alone() {
        List<Map<?, ?>> writing =
                Grants.statements(alone.of("decide", "aws_iam_role_policy")).stream()
                        .filter(statement -> Grants.actions(statement).contains("dynamodb:PutItem"))
                        .toList();

        assertThat(writing)
                .singleElement()
                .satisfies(
                        statement ->
                                assertThat(String.valueOf(statement.get("Condition")))
                                        .contains("dynamodb:LeadingKeys", "DECISIONS"));
        assertThat(Grants.called(alone).get("console"))
                .noneMatch(action -> action.matches(".*(Put|Update|Delete|BatchWrite).*"));
    }

    @Test
    void nothing_is_allowed_everywhere_but_what_aws_cannot_narrow() {
        for (String function : organization.functions()) {
            for (Map<?, ?> statement :
                    Grants.statements(organization.of(function, "aws_iam_role_policy"))) {
                if (List.of("*").equals(statement.get("Resource"))) {
                    assertThat(Grants.actions(statement))
                            .as("%s: %s", function, statement.get("Sid"))
                            .allMatch(action -> !action.endsWith("*"))
                            .allMatch(
                                    action ->
                                            action.matches(
                                                    "(autoscaling|cloudwatch|ec2|logs|ssm|organizations|pricing):"
                                                            + "(Describe|Get|List|Start|Stop).*"));
                }
            }
        }
    }

    /** What each function that is deployed calls, as its parts say. */
    private static Map<String, Set<String>> called() {
        Map<String, Set<String>> called = new TreeMap<>();
        for (LambdaFunction function : LambdaFunction.values()) {
            called.put(function.functionName(), new TreeSet<>(Declared.by(function::actions)));
        }
        return called;
    }

    /**
     * What Lambda needs to hand a function its events, and to send failed ones to the dead-letter
     * queue.
     */
    private static Set<String> source(LambdaFunction function) {
        return switch (function.trigger()) {
            case SCHEDULER -> Set.of("kms:Decrypt", "kms:GenerateDataKey", "sqs:SendMessage");
            case VIEWER -> Set.of();
            case STREAM ->
                    Set.of(
                            "dynamodb:DescribeStream",
                            "dynamodb:GetRecords",
                            "dynamodb:GetShardIterator",
                            "dynamodb:ListStreams",
                            "kms:Decrypt",
                            "kms:GenerateDataKey",
                            "sqs:SendMessage");
            case EVENTS, DISPATCH ->
                    Set.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");
        };
    }

    @SafeVarargs
    private static Set<String> union(Collection<String>... sets) {
        Set<String> union = new TreeSet<>();
        for (Collection<String> set : sets) {
            union.addAll(set);
        }
        return union;
    }
}
