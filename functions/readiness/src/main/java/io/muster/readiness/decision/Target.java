package io.muster.readiness.decision;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a decision is about; two decisions about the same target are one after the other. */
public sealed interface Target {

    /** The longest target, in characters: twice the longest tag value and the words around it. */
    int MAX_LENGTH = 600;

    /**
     * As people write it, and as the table keeps it: {@code check/imdsv2-required/shop-web}, or the
     * id of a finding.
     */
    String text();

    /** One finding, by its id. */
    record OfFinding(String id) implements Target {

        private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

        static Optional<Target> parse(String text) {
            List<String> parts = List.of(text.split("/", 5));
            return parts.size() == 5
                            && ACCOUNT.matcher(parts.get(1)).matches()
                            && parts.stream().noneMatch(String::isBlank)
                    ? Optional.of(new OfFinding(text))
                    : Optional.empty();
        }

        /**
         * Where a finding is.
         *
         * @param resource without an ARN
         */
        public record Place(Scope scope, ResourceRef resource) {}

        /** Where it is; empty where its id names no kind of resource that there is. */
        public Optional<Place> place() {
            String[] parts = id.split("/", 5);
            try {
                return Optional.of(
                        new Place(
                                Scope.of(parts[1], parts[2]),
                                new ResourceRef(ResourceType.ofLabel(parts[3]), parts[4], null)));
            } catch (IllegalArgumentException nowhere) {
                return Optional.empty();
            }
        }

        /** The id of the check that made it. */
        public String check() {
            return id.substring(0, id.indexOf('/'));
        }

        @Override
        public String text() {
            return id;
        }
    }

    /** All findings of a check in a workload. */
    record OfCheck(String check, String workload) implements Target {
        @Override
        public String text() {
            return Kind.CHECK.text(check, workload);
        }
    }

    /** All findings of a checklist row in a workload. */
    record OfRow(ChecklistRow row, String workload) implements Target {
        @Override
        public String text() {
            return Kind.ROW.text(label(row), workload);
        }
    }

    /**
     * Why the inside of a workload's instances cannot be seen, and thereby all that it hides.
     *
     * @param cause one that is told by a finding about an instance
     */
    record OfCause(Cause.Kind cause, String workload) implements Target {

        /** The causes that may be named. */
        public static final List<Cause.Kind> ALLOWED =
                Arrays.stream(Cause.Kind.values())
                        .filter(kind -> kind.name().startsWith("GUEST_"))
                        .toList();

        /**
         * Whether a finding tells a cause. One check tells several: that a guest does not answer,
         * or that its answer is old, is not ready; that a section is missing is unknown.
         *
         * @param unknown whether its check could not answer; it is not ready otherwise
         */
        public static boolean isToldBy(Cause.Kind cause, Rule rule, boolean unknown) {
            boolean telling =
                    switch (cause) {
                        case GUEST_PARTIAL -> unknown;
                        case GUEST_SILENT, GUEST_STALE -> !unknown;
                        case DENIED,
                                THROTTLED,
                                FAILED,
                                NOT_LISTED,
                                LOG_UNREAD,
                                GUEST_UNMANAGED,
                                NOT_COLLECTED,
                                NEVER_SHOWN ->
                                true;
                    };
            return telling && cause.toldBy().filter(rule.id()::equals).isPresent();
        }

        @Override
        public String text() {
            return Kind.CAUSE.text(cause.label(), workload);
        }
    }

    /**
     * A named item of the checklist in a workload, which a person attests.
     *
     * @param item see {@link AttestedItem#id}
     */
    record OfItem(String item, String workload) implements Target {
        @Override
        public String text() {
            return Kind.ITEM.text(item, workload);
        }
    }

    /** The kinds of target that are written with a word before them. */
    enum Kind {
        CHECK,
        ROW,
        CAUSE,
        ITEM;

        /** The word. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        String text(String of, String workload) {
            return label() + "/" + of + "/" + workload;
        }
    }

    /** The workload that it is about; empty for a finding, whose id does not tell. */
    default Optional<String> ofWorkload() {
        return switch (this) {
            case OfFinding unused -> Optional.empty();
            case OfCheck target -> Optional.of(target.workload());
            case OfRow target -> Optional.of(target.workload());
            case OfCause target -> Optional.of(target.workload());
            case OfItem target -> Optional.of(target.workload());
        };
    }

    /** A row as people write it, such as {@code high-availability}. */
    static String label(ChecklistRow row) {
        return row.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A target as it is written; empty for what is none. */
    static Optional<Target> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = text.split("/", 3);
        if (parts.length == 3 && !parts[1].isBlank() && !parts[2].isBlank()) {
            for (Kind kind : Kind.values()) {
                if (kind.label().equals(parts[0])) {
                    return of(kind, parts[1], parts[2]);
                }
            }
        }
        return OfFinding.parse(text);
    }

    /**
     * A target of a kind.
     *
     * @param of the id of a check or an item, or the label of a row or a cause
     * @return empty for a row or a cause that there is not; an id is not looked up
     */
    static Optional<Target> of(Kind kind, String of, String workload) {
        return switch (kind) {
            case CHECK -> Optional.of(new OfCheck(of, workload));
            case ITEM -> Optional.of(new OfItem(of, workload));
            case ROW ->
                    Arrays.stream(ChecklistRow.values())
                            .filter(row -> label(row).equals(of))
                            .findFirst()
                            .map(row -> new OfRow(row, workload));
            case CAUSE ->
                    OfCause.ALLOWED.stream()
                            .filter(cause -> cause.label().equals(of))
                            .findFirst()
                            .map(cause -> new OfCause(cause, workload));
        };
    }

    /** What may stand in the second place of a kind, where there is a list of it. */
    static Set<String> labels(Kind kind) {
        return switch (kind) {
            case ROW ->
                    Arrays.stream(ChecklistRow.values())
                            .map(Target::label)
                            .collect(Collectors.toUnmodifiableSet());
            case CAUSE ->
                    OfCause.ALLOWED.stream()
                            .map(Cause.Kind::label)
                            .collect(Collectors.toUnmodifiableSet());
            case CHECK, ITEM -> Set.of();
        };
    }
}
