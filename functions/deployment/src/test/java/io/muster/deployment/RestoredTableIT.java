package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.AnyCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The runbook's way from a table of the past to the one that Terraform and the functions use: a
 * restored table has neither stream nor expiry, recovery, tags or protection.
 */
class RestoredTableIT {

    private static final Path SOURCE = Path.of(System.getProperty("muster.infrastructure"));
    private static final String REGION = "us-east-1";
    private static final String RESTORED = "muster-restored";
    private static final String ADDRESS = "aws_dynamodb_table.findings";

    private static final Map<String, AttributeValue> DECISION =
            Map.of(
                    "pk", AttributeValue.fromS("SCOPE#123456789012#us-east-1"),
                    "sk", AttributeValue.fromS("FINDING#instance#i-0abc#imdsv2-required"));

    @Test
    void a_table_of_the_past_becomes_the_one_of_the_deployment(@TempDir Path work)
            throws IOException {
        try (LocalCloud cloud = AnyCloud.start();
                AwsClients clients =
                        new AwsClients(
                                Region.of(REGION),
                                cloud.credentials(),
                                cloud.endpoint(),
                                new CallLedger());
                Terraform terraform =
                        Terraform.in(SOURCE, work.resolve("terraform"), variables(cloud))) {
            DynamoDbClient tables = clients.dynamoDb();
            done(terraform, "apply", "-auto-approve", "-target=" + ADDRESS);
            tables.putItem(put -> put.tableName("muster").item(DECISION));
            tables.restoreTableToPointInTime(
                    restore ->
                            restore.sourceTableName("muster")
                                    .targetTableName(RESTORED)
                                    .useLatestRestorableTime(true));
            assertThat(table(tables).streamSpecification()).isNull();

            done(terraform, "state", "rm", ADDRESS);
            done(terraform, "import", "-var", "table=" + RESTORED, ADDRESS, RESTORED);
            done(
                    terraform,
                    "apply",
                    "-auto-approve",
                    "-var",
                    "table=" + RESTORED,
                    "-target=" + ADDRESS);

            TableDescription table = table(tables);
            assertThat(table.streamSpecification().streamViewType())
                    .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
            assertThat(table.latestStreamArn()).contains(":table/" + RESTORED + "/stream/");
            assertThat(table.deletionProtectionEnabled()).isTrue();
            assertThat(
                            tables.describeTimeToLive(ask -> ask.tableName(RESTORED))
                                    .timeToLiveDescription()
                                    .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
            assertThat(
                            tables.describeContinuousBackups(ask -> ask.tableName(RESTORED))
                                    .continuousBackupsDescription()
                                    .pointInTimeRecoveryDescription()
                                    .pointInTimeRecoveryStatus())
                    .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
            assertThat(tables.getItem(get -> get.tableName(RESTORED).key(DECISION)).hasItem())
                    .isTrue();
            assertThat(tables.listTables().tableNames()).contains("muster");
        }
    }

    @Test
    void the_runbook_names_these_steps() throws IOException {
        assertThat(Files.readString(SOURCE.resolve("../docs/runbook.md")))
                .contains("restore-table-to-point-in-time --source-table-name muster")
                .contains("state rm " + ADDRESS)
                .contains("import -var table=" + RESTORED + " " + ADDRESS + " " + RESTORED)
                .contains("plan -var table=" + RESTORED + " -out plan");
    }

    private static TableDescription table(DynamoDbClient tables) {
        return tables.describeTable(ask -> ask.tableName(RESTORED)).table();
    }

    private static Map<String, String> variables(LocalCloud cloud) {
        Map<String, String> all = new TreeMap<>(cloud.variables(REGION));
        all.put(
                "TF_VAR_functions_zip",
                SOURCE.resolve("tests/empty.zip").toAbsolutePath().toString());
        return all;
    }

    private static void done(Terraform terraform, String... command) {
        String[] all = new String[command.length + (command[0].equals("state") ? 0 : 1)];
        System.arraycopy(command, 0, all, 0, command.length);
        if (!command[0].equals("state")) {
            // Options stand before the addresses.
            System.arraycopy(command, 1, all, 2, command.length - 1);
            all[1] = "-input=false";
        }
        Terraform.Ended ended = terraform.run(all);
        assertThat(ended.code()).as(ended.text()).isZero();
    }
}
