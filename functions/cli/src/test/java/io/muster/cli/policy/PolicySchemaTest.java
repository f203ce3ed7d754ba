package io.muster.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.fixture.EditorSchema;
import io.muster.cli.policy.PolicyFile.ItemField;
import io.muster.cli.policy.PolicyFile.Member;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.Target;
import io.muster.readiness.scorecard.Effort;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema by which editors help with {@code policy.yaml}, made of the lists themselves. */
class PolicySchemaTest {

    private static final EditorSchema SCHEMA =
            new EditorSchema("policy.schema.json", "PolicySchemaTest");

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
                                                "^" + AttestedItem.OWN_ID + "$"));
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
        Map<String, Object> schema = EditorSchema.titled("Policy of Muster");
        schema.putAll(object(members));
        schema.put("type", "object");
        return schema;
    }

    @Test
    void the_schema_is_made_of_the_lists() throws IOException {
        SCHEMA.assertMadeOf(schema());
    }

    @Test
    void the_examples_of_the_documentation_are_read_and_keep_to_it() throws IOException {
        for (String example : EditorSchema.examples("policy.md")) {
            assertThat(PolicyFile.of(example).faults()).as(example).isEmpty();
            assertThat(SCHEMA.keeps(example)).as(example).isTrue();
        }
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
        assertThat(SCHEMA.keeps(yaml)).isFalse();
    }
}
