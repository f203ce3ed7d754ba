package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.store.FindingTable;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.check.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The table, the functions and their settings that Terraform deploys are those of the code. */
@ExtendWith(Deployments.Once.class)
class InfrastructureTest {

    private final Terraform terraform;
    private final Deployed deployed;

    InfrastructureTest(Deployments deployments) {
        this.terraform = deployments.terraform();
        this.deployed = deployments.alone();
    }

    @Test
    void variables_refuse_what_the_functions_would_refuse() {
        assertEnds(terraform.run("test", "-filter=tests/validation.tftest.hcl"));
    }

    @Test
    void the_files_are_formatted_as_terraform_does() {
        assertEnds(terraform.run("fmt", "-check", "-recursive"));
    }

    @Test
    void the_configuration_is_valid() {
        assertEnds(terraform.run("validate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-account", "organization"})
    void each_example_can_be_planned(String example) {
        Terraform there = terraform.example(example);
        assertEnds(there.run("validate"));
        assertEnds(there.run("test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-account", "organization"})
    void each_example_s_variables_are_the_hub_s(String example) {
        assertEnds(
                terraform.run(
                        "test",
                        "-filter=tests/example.tftest.hcl",
                        "-var-file=examples/" + example + "/hub.tfvars"));
    }

    @Test
    void the_table_is_the_store_s() {
        CreateTableRequest ours = FindingTable.schema("muster");
        Map<?, ?> table = deployed.only("aws_dynamodb_table");
        assertThat(table.get("billing_mode")).isEqualTo(ours.billingModeAsString());
        assertThat(key(table)).isEqualTo(key(ours.keySchema()));
        assertThat(table.get("stream_enabled"))
                .isEqualTo(ours.streamSpecification().streamEnabled());
        assertThat(table.get("stream_view_type"))
                .isEqualTo(ours.streamSpecification().streamViewTypeAsString());
        assertThat(Deployed.block(table, "server_side_encryption").get("enabled"))
                .isEqualTo(ours.sseSpecification().enabled());
        Map<Object, Object> types = new TreeMap<>();
        Deployed.list(table, "attribute")
                .forEach(attribute -> types.put(attribute.get("name"), attribute.get("type")));
        Map<Object, Object> oursByName = new TreeMap<>();
        ours.attributeDefinitions()
                .forEach(
                        each -> oursByName.put(each.attributeName(), each.attributeTypeAsString()));
        assertThat(types).isEqualTo(oursByName);
    }

    @Test
    void the_table_s_indexes_are_the_store_s() {
        Map<String, List<Object>> theirs = new TreeMap<>();
        Deployed.list(deployed.only("aws_dynamodb_table"), "global_secondary_index")
                .forEach(
                        index ->
                                theirs.put(
                                        String.valueOf(index.get("name")),
                                        List.of(
                                                key(index),
                                                String.valueOf(index.get("projection_type")),
                                                names(index, "non_key_attributes"))));
        Map<String, List<Object>> ours = new TreeMap<>();
        for (GlobalSecondaryIndex index : FindingTable.schema("muster").globalSecondaryIndexes()) {
            ours.put(
                    index.indexName(),
                    List.of(
                            key(index.keySchema()),
                            index.projection().projectionTypeAsString(),
                            sorted(index.projection().nonKeyAttributes())));
        }
        assertThat(theirs).isEqualTo(ours);
    }

    @Test
    void the_table_can_be_restored_and_forgets_what_is_resolved() {
        Map<?, ?> table = deployed.only("aws_dynamodb_table");
        assertThat(Deployed.block(table, "point_in_time_recovery").get("enabled")).isEqualTo(true);
        assertThat(Deployed.block(table, "ttl").get("enabled")).isEqualTo(true);
        assertThat(Deployed.block(table, "ttl").get("attribute_name")).isEqualTo("expiresAt");
    }

    @Test
    void every_function_gets_every_setting_with_its_default() {
        Map<String, String> expected = new TreeMap<>();
        for (Setting<?> setting : Setting.all()) {
            expected.put(setting.variable(), setting.type().defaultValue());
        }
        expected.put(FunctionEnvironment.TABLE_VARIABLE, "muster");
        assertThat(deployed.functions()).isNotEmpty();
        for (String function : deployed.functions()) {
            Map<?, ?> environment =
                    Deployed.block(deployed.of(function, "aws_lambda_function"), "environment");
            assertThat(environment.get("variables"))
                    .as(function)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsAllEntriesOf(expected);
        }
    }

    private static void assertEnds(Terraform.Ended command) {
        assertThat(command.code()).as(command.text()).isZero();
    }

    private static List<String> key(Map<?, ?> of) {
        return List.of(String.valueOf(of.get("hash_key")), String.valueOf(of.get("range_key")));
    }

    private static List<String> key(List<KeySchemaElement> of) {
        return of.stream().map(KeySchemaElement::attributeName).toList();
    }

    private static List<String> names(Map<?, ?> of, String member) {
        return of.get(member) instanceof Collection<?> names ? sorted(names) : List.of();
    }

    private static List<String> sorted(Collection<?> names) {
        return names.stream().map(String::valueOf).sorted().toList();
    }
}
