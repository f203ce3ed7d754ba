package io.muster.cli.policy;

import io.muster.cli.session.Session;
import io.muster.cli.yaml.Fault;
import io.muster.cli.yaml.Place;
import io.muster.cli.yaml.ReviewedFile;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.Target;
import io.muster.readiness.scorecard.Effort;
import io.muster.readiness.scorecard.Level;
import io.muster.readiness.scorecard.Levels;
import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code policy.yaml}: the level of each environment, the items that a team adds and its
 * hours. Every fault is gathered with its line and column.
 */
public final class PolicyFile {

    /** The id of an item that a team adds. */
    private static final Pattern OWN_ID = Pattern.compile(AttestedItem.OWN_ID);

    /** In the place of a row: every row that is not named. */
    static final String ALL = "all";

    /** The longest validity of an attestation, in days. */
    static final int MAX_DAYS = 3_650;

    /** The longest name of an environment, in characters: that of a tag's value. */
    private static final int MAX_ENVIRONMENT = 256;

    /** The members of the file. */
    enum Member {
        ENVIRONMENTS,
        ITEMS,
        EFFORT;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The members of an item. */
    enum ItemField {
        ID,
        ROW,
        TITLE,
        EVIDENCE,
        DAYS;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ReviewedFile file = new ReviewedFile(Message.of("decision.policy-example"));
    private final SortedMap<String, Level> levels = new TreeMap<>();
    private final List<AttestedItem> items = new ArrayList<>();
    private final Map<ChecklistRow, Integer> hours = new EnumMap<>(ChecklistRow.class);

    private PolicyFile() {}

    /**
     * The policy of a file.
     *
     * @param path null where none is given: then a team sets nothing
     * @throws io.muster.cli.session.CommandFailure if it cannot be read or has faults, which are
     *     told before
     */
    public static Policy read(@Nullable Path path, Session session) {
        if (path == null) {
            return Policy.usual();
        }
        PolicyFile read = of(ReviewedFile.text(path));
        if (!read.faults().isEmpty()) {
            throw ReviewedFile.faulty(session, path, read.faults());
        }
        return read.policy();
    }

    static PolicyFile of(String text) {
        PolicyFile read = new PolicyFile();
        read.file.document(text).ifPresent(read::document);
        return read;
    }

    List<Fault> faults() {
        return file.faults();
    }

    Policy policy() {
        return new Policy(
                new Levels(levels), AttestedItems.builtIn().plus(items), new Effort(hours));
    }

    private void document(Node document) {
        file.members(
                document,
                (name, value) -> {
                    Optional<Member> member =
                            Arrays.stream(Member.values())
                                    .filter(each -> each.label().equals(name.getValue()))
                                    .findFirst();
                    if (member.isEmpty()) {
                        file.unknown(
                                name, Arrays.stream(Member.values()).map(Member::label).toList());
                        return;
                    }
                    switch (member.get()) {
                        case ENVIRONMENTS -> file.members(value, this::environment);
                        case ITEMS -> items(value);
                        case EFFORT -> file.members(value, this::effort);
                    }
                });
    }

    private void environment(ScalarNode name, Node rows) {
        if (name.getValue().isBlank() || name.getValue().length() > MAX_ENVIRONMENT) {
            file.fault(Place.of(name), Message.of("decision.policy-environment"));
            return;
        }
        Map<ChecklistRow, Severity> named = new EnumMap<>(ChecklistRow.class);
        Map<ChecklistRow, Severity> others = new EnumMap<>(ChecklistRow.class);
        file.members(
                rows,
                (row, value) -> {
                    Optional<Severity> severity = severity(value);
                    if (row.getValue().equals(ALL)) {
                        severity.ifPresent(
                                lowest -> {
                                    for (ChecklistRow each : ChecklistRow.values()) {
                                        others.put(each, lowest);
                                    }
                                });
                    } else {
                        row(row, true)
                                .ifPresent(
                                        each ->
                                                severity.ifPresent(
                                                        lowest -> named.put(each, lowest)));
                    }
                });
        others.putAll(named);
        if (levels.putIfAbsent(name.getValue().strip(), new Level(others)) != null) {
            file.fault(
                    Place.of(name),
                    Message.of("decision.policy-environment-twice")
                            .with("name", name.getValue().strip()),
                    Message.of("decision.twice-next"));
        }
    }

    private Optional<Severity> severity(Node node) {
        List<String> known = Arrays.stream(Severity.values()).map(Severity::name).toList();
        String given = ReviewedFile.scalar(node).toUpperCase(Locale.ROOT);
        if (!known.contains(given)) {
            file.unknown(node, known);
            return Optional.empty();
        }
        return Optional.of(Severity.valueOf(given));
    }

    private Optional<ChecklistRow> row(Node node, boolean orAll) {
        String given = ReviewedFile.scalar(node);
        List<String> known = new ArrayList<>();
        for (ChecklistRow row : ChecklistRow.values()) {
            if (Target.label(row).equals(given)) {
                return Optional.of(row);
            }
            known.add(Target.label(row));
        }
        if (orAll) {
            known.add(ALL);
        }
        file.unknown(node, known);
        return Optional.empty();
    }

    private void effort(ScalarNode name, Node value) {
        Optional<ChecklistRow> row = row(name, false);
        OptionalInt given = number(value, 0, Effort.MAX_HOURS);
        if (row.isPresent() && given.isPresent()) {
            hours.put(row.get(), given.getAsInt());
        }
    }

    private OptionalInt number(Node node, int least, int most) {
        String given = ReviewedFile.scalar(node);
        int number = given.matches("\\d{1,6}") ? Integer.parseInt(given) : -1;
        if (number < least || number > most) {
            file.fault(
                    Place.of(node),
                    Message.of("decision.policy-number").with("least", least).with("most", most));
            return OptionalInt.empty();
        }
        return OptionalInt.of(number);
    }

    private void items(Node node) {
        if (ReviewedFile.isNull(node)) {
            return;
        }
        if (!(node instanceof SequenceNode list)) {
            file.fault(Place.of(node), Message.of("decision.policy-no-list"));
            return;
        }
        Set<String> ids = new HashSet<>();
        list.getValue().forEach(each -> item(each, ids));
    }

    private void item(Node node, Set<String> ids) {
        int before = file.faults().size();
        Map<ItemField, Node> fields = new EnumMap<>(ItemField.class);
        file.members(
                node,
                (name, value) -> {
                    Optional<ItemField> field =
                            Arrays.stream(ItemField.values())
                                    .filter(each -> each.label().equals(name.getValue()))
                                    .findFirst();
                    if (field.isEmpty()) {
                        file.unknown(
                                name,
                                Arrays.stream(ItemField.values()).map(ItemField::label).toList());
                    } else {
                        fields.put(field.get(), value);
                    }
                });
        boolean readable = file.faults().size() == before;
        for (ItemField field : ItemField.values()) {
            if (!fields.containsKey(field) && readable) {
                file.fault(
                        Place.of(node),
                        Message.of("decision.missing").with("field", field.label()));
            }
        }
        if (file.faults().size() == before) {
            item(fields, ids);
        }
    }

    private void item(Map<ItemField, Node> fields, Set<String> ids) {
        Node idNode = given(ItemField.ID, fields);
        String id = ReviewedFile.scalar(idNode);
        if (!OWN_ID.matcher(id).matches()) {
            file.fault(
                    Place.of(idNode),
                    Message.of("decision.policy-id").with("prefix", AttestedItem.OWN_PREFIX));
        } else if (!ids.add(id)) {
            file.fault(
                    Place.of(idNode),
                    Message.of("decision.policy-id-twice").with("id", id),
                    Message.of("decision.twice-next"));
        }
        Optional<ChecklistRow> row = row(given(ItemField.ROW, fields), false);
        Optional<String> title = text(ItemField.TITLE, fields);
        Optional<String> evidence = text(ItemField.EVIDENCE, fields);
        OptionalInt days = number(given(ItemField.DAYS, fields), 1, MAX_DAYS);
        if (row.isPresent() && title.isPresent() && evidence.isPresent() && days.isPresent()) {
            items.add(
                    new AttestedItem(
                            id,
                            row.get(),
                            days.getAsInt(),
                            new AttestedItem.Own(title.get(), evidence.get())));
        }
    }

    private Optional<String> text(ItemField field, Map<ItemField, Node> fields) {
        Node node = given(field, fields);
        String given = ReviewedFile.scalar(node).strip();
        if (given.isEmpty() || given.length() > AttestedItem.MAX_TEXT) {
            file.fault(
                    Place.of(node),
                    Message.of("decision.policy-text")
                            .with("field", field.label())
                            .with("max", AttestedItem.MAX_TEXT));
            return Optional.empty();
        }
        return Optional.of(given);
    }

    private static Node given(ItemField field, Map<ItemField, Node> fields) {
        return Objects.requireNonNull(fields.get(field));
    }
}
