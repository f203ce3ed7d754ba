package io.muster.cli.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.fixture.EditorSchema;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.DecisionForm;
import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema by which editors help with {@code decisions.yaml}, made of the lists themselves. */
class DecisionsSchemaTest {

    private static final EditorSchema SCHEMA =
            new EditorSchema("decisions.schema.json", "DecisionsSchemaTest");

    private static String words(Target.Kind kind, Collection<String> words) {
        return "%s/(%s)/.+"
                .formatted(kind.label(), String.join("|", words.stream().sorted().toList()));
    }

    private static List<String> checks() {
        return BuiltInChecks.catalogue().all().stream().map(check -> check.spec().id()).toList();
    }

    private static Map<String, Object> text(int max, String description) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "string");
        text.put("minLength", 1);
        text.put("maxLength", max);
        text.put("description", description);
        return text;
    }

    private static Map<String, Object> properties(boolean attestation) {
        Map<String, Object> target = text(Target.MAX_LENGTH, "What is decided about");
        List<String> known = new ArrayList<>(AttestedItems.builtIn().ids());
        known.add(AttestedItem.OWN_ID);
        String items = words(Target.Kind.ITEM, known);
        target.put(
                "pattern",
                attestation
                        ? "^" + items + "$"
                        : "^((%s)/\\d{12}/.+/.+/.+|%s|%s|%s)$"
                                .formatted(
                                        String.join("|", checks()),
                                        words(Target.Kind.CHECK, checks()),
                                        words(Target.Kind.ROW, Target.labels(Target.Kind.ROW)),
                                        words(
                                                Target.Kind.CAUSE,
                                                Target.labels(Target.Kind.CAUSE))));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Field.TARGET.label(), target);
        if (attestation) {
            Map<String, Object> evidence =
                    text(
                            DecisionForm.MAX_TEXT,
                            "Address of the evidence, see docs/attested-items.md");
            evidence.put("pattern", "^https?://");
            properties.put(Field.EVIDENCE.label(), evidence);
        } else {
            properties.put(
                    Field.REASON.label(),
                    Map.of("enum", Arrays.stream(ReasonCode.values()).map(Enum::name).toList()));
        }
        properties.put(Field.TEXT.label(), text(DecisionForm.MAX_TEXT, "Why, for a person"));
        properties.put(Field.OWNER.label(), text(DecisionForm.MAX_OWNER, "Who answers for it"));
        Map<String, Object> until = text(10, "The last day, in UTC");
        until.put("format", "date");
        properties.put(Field.UNTIL.label(), until);
        return properties;
    }

    private static Map<String, Object> object(boolean attestation, Field... required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put("required", Arrays.stream(required).map(Field::label).toList());
        object.put("properties", properties(attestation));
        return object;
    }

    private static Map<String, Object> schema() {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", List.of("array", "null"));
        list.put(
                "items",
                Map.of(
                        "oneOf",
                        List.of(
                                object(
                                        false,
                                        Field.TARGET,
                                        Field.REASON,
                                        Field.TEXT,
                                        Field.OWNER,
                                        Field.UNTIL),
                                object(true, Field.TARGET, Field.EVIDENCE, Field.OWNER))));
        Map<String, Object> schema = EditorSchema.titled("Decisions of Muster");
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", Map.of("decisions", list));
        return schema;
    }

    @Test
    void the_schema_is_made_of_the_lists() throws IOException {
        SCHEMA.assertMadeOf(schema());
    }

    @Test
    void the_examples_of_the_documentation_keep_to_it() throws IOException {
        for (String each : EditorSchema.examples("waivers.md")) {
            assertThat(SCHEMA.keeps(each)).as(each).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decision: []",
                "decisions: [{target: web}]",
                "decisions: [{target: row/tests/a, reason: LATER, text: a, owner: b, until: 2027-01-01}]",
                "decisions: [{target: row/tests/a, reason: OTHER, text: a, owner: b}]",
                "decisions: [{target: check/nothing/a, reason: OTHER, text: a, owner: b, until: 2027-01-01}]",
                "decisions: [{target: item/restore-drill/a, evidence: here, owner: b}]",
                "decisions: [{target: item/restore-drill/a, reason: OTHER, text: a, owner: b, until: 2027-01-01}]"
            })
    void what_is_no_decision_is_noticed(String yaml) throws IOException {
        assertThat(SCHEMA.keeps(yaml)).isFalse();
    }
}
