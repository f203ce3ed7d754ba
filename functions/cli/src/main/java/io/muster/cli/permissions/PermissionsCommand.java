package io.muster.cli.permissions;

import io.muster.cli.output.Json;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The IAM policy for what Muster does. */
@Command(
        addMethodSubcommands = false,
        name = "permissions",
        description = {
            "Print the IAM policy for a scan, for terraform apply, for the role in another account,",
            "or for those who decide, as JSON. It allows the actions that the code calls, and no",
            "others."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster permissions                                  a scan (read-only)",
            "  ./muster permissions scan --table muster              a scan that writes the table",
            "  ./muster permissions deploy --name muster > policy.json",
            "  ./muster permissions spoke",
            "  ./muster permissions decide --table muster            decisions, and nothing else",
        })
public final class PermissionsCommand implements Callable<Integer> {

    /** What DynamoDB takes as a table's name, and Terraform's variable as beginning of names. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "PURPOSE",
            description = "${COMPLETION-CANDIDATES}. Default: scan.")
    private Purpose purpose = Purpose.SCAN;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Table that the scan writes to, or that has the decisions.")
    private @Nullable String table;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Prefix of the deployed names: variable 'name' of Terraform. Default: muster.")
    private @Nullable String name;

    @Option(
            names = "--partition",
            paramLabel = "PARTITION",
            description = "${COMPLETION-CANDIDATES}. Default: aws.")
    private Partition partition = Partition.AWS;

    public PermissionsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        require(table, "--table", Purpose.SCAN, Purpose.DECIDE);
        require(name, "--name", Purpose.DEPLOY);
        List<PolicyStatement> statements =
                switch (purpose) {
                    case SCAN -> Declared.scan(table, session.thresholds());
                    case DEPLOY -> TerraformResource.policy(name == null ? "muster" : name);
                    case SPOKE -> Declared.spoke(session.thresholds());
                    case DECIDE -> Declared.decide(table == null ? "muster" : table);
                };
        Json.writeIndented(session.out(), PolicyStatement.document(statements, partition.label()));
        return ExitCode.OK;
    }

    private void require(@Nullable String given, String option, Purpose... only) {
        if (given == null) {
            return;
        }
        if (!List.of(only).contains(purpose)) {
            throw CommandFailure.usage(
                    Message.of("screen.only-for-purpose")
                            .with("option", option)
                            .with("purpose", only[0].name().toLowerCase(Locale.ROOT)),
                    Message.of("screen.leave-out"));
        }
        if (!NAME.matcher(given).matches()) {
            throw CommandFailure.usage(
                    Message.of("screen.not-a-name").with("value", given),
                    Message.of("screen.not-a-name-next"));
        }
    }
}
