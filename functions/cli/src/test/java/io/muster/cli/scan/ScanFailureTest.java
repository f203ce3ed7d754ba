package io.muster.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Style;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each failure names its cause, the thing concerned and the next step, and shows no stack. */
class ScanFailureTest {

    private static final Map<String, String> NO_KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "");

    private FakeAws aws = ThreeHosts.in(new FakeAws());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void without_credentials() {
        Run run = Run.in(NO_KEYS, "scan", "--region", "us-east-1");

        assertFailed(
                run,
                ExitCode.ERROR,
                "no AWS credentials were found",
                "aws sso login",
                "./muster demo");
    }

    @Test
    void an_emulator_on_this_machine_needs_no_credentials() {
        Run run =
                Run.in(
                        NO_KEYS,
                        "scan",
                        "--region",
                        "us-east-1",
                        "--endpoint-url",
                        aws.endpoint().toString());

        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void without_a_region() {
        assertFailed(scan(), ExitCode.USAGE, "no region is given", "--region", "AWS_REGION");
    }

    @Test
    void with_a_region_that_is_none() {
        assertFailed(
                scan("--region", "us-eest-1"),
                ExitCode.USAGE,
                "us-eest-1",
                "Did you mean us-east-1?");
    }

    @Test
    void with_a_profile_that_is_none(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), "[profile prod]\nregion = eu-west-1\n");

        assertFailed(
                Run.in(
                        Map.of("HOME", home.toString()),
                        "scan",
                        "--profile",
                        "pord",
                        "--region",
                        "us-east-1"),
                ExitCode.ERROR,
                "there is no AWS profile 'pord'",
                "Did you mean prod?");
    }

    @Test
    void a_profile_gives_credentials_and_region(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/credentials"),
                "[prod]\naws_access_key_id = a\naws_secret_access_key = b\nregion = eu-west-3\n");

        Run run =
                Run.in(
                        Map.of("HOME", home.toString()),
                        "scan",
                        "--profile",
                        "prod",
                        "--output",
                        "json",
                        "--endpoint-url",
                        aws.endpoint().toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"region\":\"eu-west-3\"");
    }

    @Test
    void with_an_expired_token() {
        aws.fails("GetCallerIdentity", Fault.EXPIRED_TOKEN);

        assertFailed(
                scan("--region", "us-east-1"),
                ExitCode.ERROR,
                "expired",
                "Sign in again",
                "AWS_ACCESS_KEY_ID");
    }

    @Test
    void without_an_answer() throws IOException {
        int unusedPort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unusedPort = free.getLocalPort();
        }

        assertFailed(
                Run.of(
                        "scan",
                        "--region",
                        "us-east-1",
                        "--endpoint-url",
                        "http://127.0.0.1:" + unusedPort),
                ExitCode.ERROR,
                "got no response",
                "--endpoint-url");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--check imdsv2-requird        | imdsv2-requird   | Did you mean imdsv2-required?",
                "--severity hgih               | 'hgih'           | did you mean high?",
                "--row high_availabilty        | high_availabilty | did you mean high-availability?",
                "--verdict nope                | 'nope'           | ready, not-ready, unknown",
                "--output jsno                 | 'jsno'           | did you mean json?",
                "--regoin x                    | --regoin         | --region",
                "--limit many                  | many             | --help",
                "--table t --row logs          | --table          | Leave out --table",
                "--all-regions                 | together         | Leave one of them out",
            })
    void asked_wrongly(String more, String thing, String next) {
        String[] args = ("--region us-east-1 " + more).split(" +");

        assertFailed(scan(args), ExitCode.USAGE, thing, next);
        assertThat(aws.calls()).isEmpty();
    }

    /** Kind F14 of the local cloud's table of fleets, which the command line alone tells. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DescribeInstances | ACCESS_DENIED     | 1",
                "DescribeInstances | HTML_503          | 1",
                "DescribeInstances | CONNECTION_CLOSED | 1",
                "DescribeInstances | TRUNCATED_XML     | 1",
                "DescribeVolumes   | ACCESS_DENIED     | 0",
            })
    void instances_that_were_not_seen_are_an_error_and_one_line(
            String action, Fault fault, int exit) {
        aws.fails(action, fault);

        Run run = scan("--region", "us-east-1");

        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("muster: ").contains("us-east-1");
    }

    @Test
    void with_an_endpoint_that_is_no_address() {
        assertFailed(
                Run.of("scan", "--region", "us-east-1", "--endpoint-url", "localhost:5000"),
                ExitCode.USAGE,
                "'localhost:5000' is not the URL of an endpoint",
                "http://localhost:5000");
    }

    @Test
    void with_a_threshold_that_is_none() {
        assertFailed(
                Run.in(Map.of("MUSTER_MINIMUM_ZONES", "two"), "scan", "--region", "us-east-1"),
                ExitCode.USAGE,
                "MUSTER_MINIMUM_ZONES is 'two'",
                "Correct the environment variable");
    }

    @Test
    void with_a_command_that_is_none() {
        assertFailed(
                Run.of("scna"), ExitCode.USAGE, "unknown command 'scna'", "Did you mean scan?");
    }

    @Test
    void an_unknown_option_is_named_alone() {
        Run run = scan("--regoin", "eu-west-1", "--severity", "high");

        assertFailed(run, ExitCode.USAGE, "unknown option --regoin", "Did you mean --region?");
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).doesNotContain("eu-west-1");
    }

    @Test
    void with_a_role_that_is_none() {
        assertFailed(
                scan("--region", "us-east-1", "--role-arn", "auditor"),
                ExitCode.USAGE,
                "'auditor' is not the ARN of a role",
                "arn:aws:iam::");
        assertFailed(
                scan("--region", "us-east-1", "--external-id", "x"),
                ExitCode.USAGE,
                "--external-id needs --role-arn");
    }

    @Test
    void with_a_program_that_gives_no_credentials(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/config"),
                "[profile prog]\ncredential_process = sh -c 'echo broken vault >&2; exit 3'\n");

        for (String command : List.of("scan", "findings")) {
            assertFailed(
                    Run.in(
                            Map.of("HOME", home.toString()),
                            command,
                            "--profile",
                            "prog",
                            "--region",
                            "us-east-1",
                            "--endpoint-url",
                            aws.endpoint().toString()),
                    ExitCode.ERROR,
                    "the credential_process of profile 'prog' failed",
                    "broken vault");
        }
    }

    @Test
    void with_a_login_that_is_over(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/config"),
                """
                [profile corp]
                sso_session = corp
                sso_account_id = 123456789012
                sso_role_name = Auditor
                [sso-session corp]
                sso_region = us-east-1
                sso_start_url = https://example.awsapps.com/start
                """);

        for (String command : List.of("scan", "findings")) {
            assertFailed(
                    Run.in(
                            Map.of("HOME", home.toString()),
                            command,
                            "--profile",
                            "corp",
                            "--region",
                            "us-east-1",
                            "--endpoint-url",
                            aws.endpoint().toString()),
                    ExitCode.ERROR,
                    "aws sso login --profile corp");
        }
    }

    @Test
    void with_a_role_that_is_refused() {
        aws.fails("AssumeRole", Fault.ACCESS_DENIED);

        assertFailed(
                scan(
                        "--region",
                        "us-east-1",
                        "--role-arn",
                        "arn:aws:iam::123456789012:role/auditor"),
                ExitCode.ERROR,
                "the role arn:aws:iam::123456789012:role/auditor could not be assumed",
                "trust policy",
                "--external-id");
    }

    @Test
    void with_a_role_that_asks_for_a_code_and_no_terminal(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/config"),
                """
                [profile base]
                aws_access_key_id = a
                aws_secret_access_key = b
                [profile admin]
                role_arn = arn:aws:iam::123456789012:role/admin
                source_profile = base
                mfa_serial = arn:aws:iam::123456789012:mfa/me
                """);

        assertFailed(
                Run.in(
                        Map.of("HOME", home.toString()),
                        "scan",
                        "--profile",
                        "admin",
                        "--region",
                        "us-east-1",
                        "--endpoint-url",
                        aws.endpoint().toString()),
                ExitCode.ERROR,
                "arn:aws:iam::123456789012:mfa/me",
                "no terminal to ask for it",
                "get-session-token");
    }

    @Test
    void a_role_is_assumed_once_with_the_code_of_the_device(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/config"),
                """
                [profile me]
                aws_access_key_id = a
                aws_secret_access_key = b
                mfa_serial = arn:aws:iam::123456789012:mfa/me
                """);
        aws.answers(
                "AssumeRole",
                call ->
                        "<AssumeRoleResponse><AssumeRoleResult><Credentials>"
                                + "<AccessKeyId>k</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                                + "<SessionToken>t</SessionToken>"
                                + "<Expiration>2126-11-22T12:00:00Z</Expiration>"
                                + "</Credentials></AssumeRoleResult></AssumeRoleResponse>");

        Run run =
                Run.on(
                        new Terminal(true, false, true, 80, 80, Style.PLAIN, Style.PLAIN),
                        Map.of("HOME", home.toString()),
                        "654321\n",
                        "scan",
                        "--profile",
                        "me",
                        "--role-arn",
                        "arn:aws:iam::123456789012:role/auditor",
                        "--external-id",
                        "x1",
                        "--region",
                        "us-east-1",
                        "--region",
                        "eu-west-1",
                        "--endpoint-url",
                        aws.endpoint().toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(aws.calls("AssumeRole")).hasSize(1);
        assertThat(aws.calls("AssumeRole").get(0).parameters())
                .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/auditor")
                .containsEntry("ExternalId", "x1")
                .containsEntry("SerialNumber", "arn:aws:iam::123456789012:mfa/me")
                .containsEntry("TokenCode", "654321");
        assertThat(run.err()).contains("Code of MFA device");
    }

    @Test
    void a_configuration_file_gives_regions_and_settings(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("muster.yaml"),
                        "regions: [us-east-1, eu-west-1]\nsettings: {minimum_zones: 3}\n");

        Run run = scan("--config", file.toString(), "--output", "json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"region\":\"us-east-1\"", "\"region\":\"eu-west-1\"");
    }

    @Test
    void with_a_configuration_file_that_is_wrong(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("muster.yaml"), "severty: high\n");

        assertFailed(
                scan("--region", "us-east-1", "--config", file.toString()),
                ExitCode.USAGE,
                "there is no key 'severty'",
                "Did you mean severity?");
    }

    @Test
    void debug_shows_the_stack() {
        aws.fails("GetCallerIdentity", Fault.EXPIRED_TOKEN);

        assertThat(scan("--region", "us-east-1", "--debug").err()).contains("\tat io.muster");
        assertThat(
                        Run.in(
                                        Map.of("MUSTER_DEBUG", "1"),
                                        "scan",
                                        "--region",
                                        "us-east-1",
                                        "--endpoint-url",
                                        aws.endpoint().toString())
                                .err())
                .contains("\tat io.muster");
    }

    private Run scan(String... more) {
        String[] args = new String[more.length + 3];
        args[0] = "scan";
        args[1] = "--endpoint-url";
        args[2] = aws.endpoint().toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return Run.of(args);
    }

    private static void assertFailed(Run run, int exit, String... said) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(said).startsWith("muster: ").doesNotContain("\tat ");
    }
}
