package io.muster.cli.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.guest.ProbeSender;
import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsCommandTest {

    private static final Path TERRAFORM = Golden.repository().resolve("infra-terraform");

    @ParameterizedTest
    @ValueSource(strings = {"scan", "deploy", "spoke", "decide"})
    void a_policy_is_one_that_iam_reads(String purpose) throws IOException {
        for (Map<?, ?> statement : statements(purpose)) {
            assertThat(statement.get("Effect")).isEqualTo("Allow");
            assertThat(String.valueOf(statement.get("Sid"))).matches("[A-Za-z0-9]+");
            assertThat(actions(statement))
                    .isNotEmpty()
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .allMatch(action -> action.matches("[a-z0-9]+:[A-Z][A-Za-z]+"));
        }
        assertThat(statements(purpose).stream().map(each -> each.get("Sid")))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_scan_calls_what_its_policy_allows_and_no_more() throws IOException {
        Set<String> called;
        try (FakeAws aws = ThreeHosts.in(new FakeAws())) {
            String endpoint = aws.endpoint().toString();
            Run.of("scan", "--region", "us-east-1", "--endpoint-url", endpoint);
            called = aws.calls().stream().map(FakeAws.Call::action).collect(Collectors.toSet());
        }

        Set<String> allowed =
                all("scan").stream()
                        .map(action -> action.substring(action.indexOf(':') + 1))
                        .collect(Collectors.toSet());
        assertThat(allowed).containsAll(called);
        // A second choice, for where all regions are scanned.
        assertThat(called).hasSizeGreaterThanOrEqualTo(allowed.size() - 3);
    }

    @Test
    void a_scan_is_allowed_no_change() throws IOException {
        assertThat(all("scan"))
                .allMatch(action -> action.matches("[a-z0-9]+:(Describe|Get|List).*"));
    }

    @Test
    void a_scan_into_a_table_may_write_that_one() throws IOException {
        List<Map<?, ?>> statements = statements("scan", "--table", "fleet");

        assertThat(statements.get(1).get("Resource")).isEqualTo("arn:aws:dynamodb:*:*:table/fleet");
        assertThat(actions(statements.get(1))).contains("dynamodb:UpdateItem", "dynamodb:Query");
    }

    /** What deciding calls, DecideCommandTest holds to it. */
    @Test
    void who_decides_may_write_decisions_alone() throws IOException {
        List<Map<?, ?>> statements = statements("decide", "--table", "fleet");

        assertThat(statements).hasSize(3);
        assertThat(actions(statements.get(1))).allMatch(action -> !action.contains("Put"));
        assertThat(actions(statements.get(2))).containsExactly("dynamodb:PutItem");
        assertThat(String.valueOf(statements.get(2).get("Condition")))
                .contains("dynamodb:LeadingKeys", "DECISIONS");
        assertThat(statements.get(2).get("Resource")).isEqualTo("arn:aws:dynamodb:*:*:table/fleet");
    }

    /** RolesTest of the deployment's tests holds that module to what the functions call. */
    @Test
    void the_spoke_has_what_its_module_gives_it() throws IOException {
        Map<String, Set<String>> contract = contract();
        Set<String> look = new TreeSet<>();
        for (String group :
                List.of(
                        "read_fleet",
                        "read_guests",
                        "find_guests",
                        "read_logs",
                        "query_logs",
                        "read_prices",
                        "read_public_parameters")) {
            look.addAll(contract.get(group));
        }

        assertThat(actions(statements("spoke").get(0))).containsExactlyElementsOf(look);
        assertThat(actions(statements("spoke").get(1)))
                .containsExactlyElementsOf(contract.get("send_probe"))
                .containsExactlyInAnyOrderElementsOf(ProbeSender.actions());
        assertThat(actions(statements("spoke").get(2)))
                .containsExactlyElementsOf(contract.get("read_document"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "spoke"})
    void the_document_of_the_probe_is_the_only_one_that_may_be_read(String purpose)
            throws IOException {
        assertThat(statements(purpose))
                .filteredOn(statement -> actions(statement).contains("ssm:GetDocument"))
                .extracting(statement -> String.valueOf(statement.get("Resource")))
                .containsExactly("arn:aws:ssm:*:*:document/muster-guest-probe");
    }

    @Test
    void a_deployment_covers_every_kind_of_resource_and_no_other() throws IOException {
        Set<String> there = new TreeSet<>();
        Pattern block = Pattern.compile("(?m)^(?:resource|data) \"([a-z0-9_]+)\"");
        try (Stream<Path> files = Files.walk(TERRAFORM)) {
            for (Path file : files.filter(each -> isTerraform(each)).toList()) {
                Matcher kinds = block.matcher(Files.readString(file));
                while (kinds.find()) {
                    there.add(kinds.group(1));
                }
            }
        }

        assertThat(
                        Arrays.stream(TerraformResource.values())
                                .filter(kind -> !kind.partOfAnother())
                                .map(TerraformResource::type))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void a_deployment_is_narrowed_by_its_name() throws IOException {
        String policy = JSON.std.asString(statements("deploy", "--name", "fleet"));

        assertThat(policy)
                .contains("function:fleet*", "role/fleet*")
                .doesNotContain("NAME", "muster");
    }

    @Test
    void an_arn_is_of_one_partition() throws IOException {
        for (String purpose : List.of("deploy", "spoke")) {
            for (Map<?, ?> statement : statements(purpose, "--partition", "aws-cn")) {
                assertThat(String.valueOf(statement.get("Resource")))
                        .doesNotContain("PARTITION", "arn:aws:");
            }
        }
    }

    @Test
    void what_belongs_to_another_purpose_is_refused() {
        assertThat(Run.of("permissions", "spoke", "--table", "t").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("permissions", "--table", "a b").err())
                .contains("'a b' is not a valid name");
        assertThat(Run.of("permissions", "scna").err()).contains("did you mean scan");
    }

    private static boolean isTerraform(Path file) {
        String path = TERRAFORM.relativize(file).toString();
        return path.endsWith(".tf")
                && !path.contains(".terraform")
                && !path.startsWith("tests")
                && !path.startsWith("examples");
    }

    /** The groups of actions of modules/contract. */
    private static Map<String, Set<String>> contract() throws IOException {
        String text = Files.readString(TERRAFORM.resolve("modules/contract/outputs.tf"));
        Pattern group = Pattern.compile("(?m)^ {4}([a-z_]+) += \\[([^\\]]*)\\]");
        return group.matcher(text)
                .results()
                .collect(
                        Collectors.toMap(
                                found -> found.group(1),
                                found ->
                                        Pattern.compile("\"([a-z0-9]+:[A-Za-z]+)\"")
                                                .matcher(found.group(2))
                                                .results()
                                                .map(action -> action.group(1))
                                                .collect(Collectors.toCollection(TreeSet::new))));
    }

    private static Set<String> all(String purpose) throws IOException {
        Set<String> all = new TreeSet<>();
        statements(purpose).forEach(statement -> all.addAll(actions(statement)));
        return all;
    }

    private static List<String> actions(Map<?, ?> statement) {
        return list(statement, "Action").stream().map(String::valueOf).toList();
    }

    private static List<Map<?, ?>> statements(String purpose, String... more) throws IOException {
        String[] args =
                Stream.concat(Stream.of("permissions", purpose), Stream.of(more))
                        .toArray(String[]::new);
        Run run = Run.of(args);
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, Object> document = JSON.std.mapFrom(run.out());
        assertThat(document.get("Version")).isEqualTo("2012-10-17");
        return list(document, "Statement").stream()
                .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                .toList();
    }

    private static List<?> list(Map<?, ?> members, String name) {
        return members.get(name) instanceof List<?> list ? list : List.of();
    }
}
