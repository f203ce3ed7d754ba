package io.muster.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.muster.cli.fixture.Golden;
import io.muster.cli.policy.PolicyFile.ItemField;
import io.muster.cli.policy.PolicyFile.Member;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.Target;
import io.muster.readiness.scorecard.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema by which editors help with {@code policy.yaml}, made of the lists themselves. */
class PolicySchemaTest {

    private static final Path DOCS = Golden.repository().resolve("docs");
    private static final Path SCHEMA = DOCS.resolve("policy.schema.json");
    private static final String HOW =
            "docs/policy.schema.json is not what is read. Write it again with: mvn test"
                    + " -pl functions/cli -am -Dtest=PolicySchemaTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true";

    private static List<String> rows() {
        return Arrays.stream(ChecklistRow.values()).map(Target::label).toList();
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", List.of("object", "null"));
        object.put("additionalProperties", false);
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> number(int least, int most) {
        Map<String, Object> number = new LinkedHashMap<>();
        number.put("type", "integer");
        number.put("minimum", least);
        number.put("maximum", most);
        return number;
    }

    private static Map<String, Object> text() {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "string");
        text.put("minLength", 1);
        text.put("maxLength", AttestedItem.MAX_TEXT);
        return text;
    }

    private static Map<String, Object> environments() {
        Map<String, Object> severities = new LinkedHashMap<>();
        severities.put(
                "description", "The lowest severity of a finding that counts against the row");
        severities.put("enum", Arrays.stream(Severity.values()).map(Enum::name).toList());
        Map<String, Object> levels = new LinkedHashMap<>();
        levels.put(PolicyFile.ALL, severities);
        rows().forEach(row -> levels.put(row, severities));
        Map<String, Object> environments = new LinkedHashMap<>();
        environments.put("type", List.of("object", "null"));
        environments.put("additionalProperties", object(levels));
        return environments;
    }

    private static Map<String, Object> items() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (ItemField field : ItemField.values()) {
            fields.put(
                    field.label(),
                    switch (field) {
                        case ID ->
                                new TreeMap<>(
                                        Map.of(
                                                "type",
                                                "string",
                                                "pattern",
                                                "^"
                                                        + AttestedItem.OWN_PREFIX
                                                        + "[a-z0-9-]{1,60}$"));
                        case ROW -> Map.of("enum", rows());
                        case TITLE, EVIDENCE -> text();
                        case DAYS -> number(1, PolicyFile.MAX_DAYS);
                    });
        }
        Map<String, Object> item = object(fields);
        item.put("type", "object");
        item.put("required", Arrays.stream(ItemField.values()).map(ItemField::label).toList());
        Map<String, Object> items = new LinkedHashMap<>();
        items.put("type", List.of("array", "null"));
        items.put("items", item);
        return items;
    }

    private static Map<String, Object> effort() {
        Map<String, Object> hours = new LinkedHashMap<>();
        rows().forEach(row -> hours.put(row, number(0, Effort.MAX_HOURS)));
        return object(hours);
    }

    private static Map<String, Object> schema() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Member member : Member.values()) {
            members.put(
                    member.label(),
                    switch (member) {
                        case ENVIRONMENTS -> environments();
                        case ITEMS -> items();
                        case EFFORT -> effort();
                    });
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Policy of Muster");
        schema.putAll(object(members));
        schema.put("type", "object");
        return schema;
    }

    private static boolean keeps(String yaml) throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(JSON.std.asString(document), InputFormat.JSON).isEmpty();
    }

    @Test
    void the_schema_is_made_of_the_lists() throws IOException {
        String made = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(schema()) + "\n";
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(SCHEMA, made);
        }
        assertThat(Files.readString(SCHEMA)).as(HOW).isEqualTo(made);
    }

    @Test
    void the_example_of_the_documentation_is_read_and_keeps_to_it() throws IOException {
        Matcher example =
                Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(DOCS.resolve("policy.md")));

        assertThat(example.find()).isTrue();
        assertThat(PolicyFile.of(example.group(1)).faults()).isEmpty();
        assertThat(keeps(example.group(1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment: {}",
                "environments: {a: {secruity: LOW}}",
                "environments: {a: {security: LOWER}}",
                "items: [{id: own-a}]",
                "items: [{id: a, row: tests, title: a, evidence: b, days: 1}]",
                "effort: {tests: -1}",
                "effort: {tests: many}"
            })
    void what_the_reader_refuses_the_schema_refuses(String yaml) throws IOException {
        assertThat(PolicyFile.of(yaml).faults()).isNotEmpty();
        assertThat(keeps(yaml)).isFalse();
    }
}
