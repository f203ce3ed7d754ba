package io.muster.cli.kept;

import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Statement;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.text.MessageFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding of a scan that wrote no table.
 *
 * @param name the Name of its resource; null where it has none
 * @param owner who answers for it; null where no tag says
 */
public record KeptFinding(Finding finding, @Nullable String name, @Nullable String owner) {

    Map<String, @Nullable Object> members() {
        Finding.Answer answer = finding.answer();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("check", finding.check());
        members.put("row", finding.rule().row().name());
        members.put("severity", finding.rule().severity().name());
        members.put("partition", finding.scope().partition());
        members.put("account", finding.scope().account());
        members.put("region", finding.scope().region());
        members.put("type", finding.resource().type().name());
        members.put("id", finding.resource().id());
        members.put("arn", finding.resource().arn());
        members.put("workload", finding.workload());
        members.put("title", MessageFields.of(finding.title()));
        members.put("status", answer.status().name());
        members.put("expected", MessageFields.of(answer.says().expected()));
        members.put("actual", MessageFields.of(answer.says().actual()));
        members.put("evidence", MessageFields.of(answer.says().evidence()));
        members.put("hides", answer.hides().count());
        members.put("hiddenRows", answer.hides().rows().stream().map(Enum::name).toList());
        members.put(
                "monthlySavingUsd",
                answer.monthlySaving() == null ? null : answer.monthlySaving().toPlainString());
        members.put("remedy", finding.remedy());
        members.put("comments", MessageFields.of(finding.instructions().comments()));
        members.put("observedAt", finding.observedAt().toString());
        members.put("name", name);
        members.put("owner", owner);
        return members;
    }

    static KeptFinding of(Map<?, ?> members) {
        Scope scope =
                new Scope(
                        text(members, "partition"),
                        text(members, "account"),
                        text(members, "region"));
        EnumSet<ChecklistRow> rows = EnumSet.noneOf(ChecklistRow.class);
        texts(members, "hiddenRows").forEach(row -> rows.add(ChecklistRow.valueOf(row)));
        String saving = nullable(members, "monthlySavingUsd");
        Finding finding =
                new Finding(
                        scope,
                        new ResourceRef(
                                ResourceType.valueOf(text(members, "type")),
                                text(members, "id"),
                                nullable(members, "arn")),
                        new Rule(
                                text(members, "check"),
                                ChecklistRow.valueOf(text(members, "row")),
                                Severity.valueOf(text(members, "severity"))),
                        nullable(members, "workload"),
                        MessageFields.read(member(members, "title")),
                        new Finding.Answer(
                                Status.valueOf(text(members, "status")),
                                new Statement(
                                        MessageFields.read(member(members, "expected")),
                                        MessageFields.read(member(members, "actual")),
                                        MessageFields.readAll(member(members, "evidence"))),
                                new HiddenChecks(Integer.parseInt(text(members, "hides")), rows),
                                saving == null ? null : new BigDecimal(saving)),
                        new Instructions(
                                text(members, "remedy"),
                                MessageFields.readAll(member(members, "comments"))),
                        Instant.parse(text(members, "observedAt")));
        return new KeptFinding(finding, nullable(members, "name"), nullable(members, "owner"));
    }

    static String text(Map<?, ?> members, String name) {
        return String.valueOf(member(members, name));
    }

    private static Object member(Map<?, ?> members, String name) {
        Object member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("it has no '%s'".formatted(name));
        }
        return member;
    }

    static @Nullable String nullable(Map<?, ?> members, String name) {
        return members.get(name) == null ? null : String.valueOf(members.get(name));
    }

    static List<String> texts(Map<?, ?> members, String name) {
        return members.get(name) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }
}
