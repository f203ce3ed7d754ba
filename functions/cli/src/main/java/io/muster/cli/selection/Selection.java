package io.muster.cli.selection;

import io.muster.cli.option.CheckIds;
import io.muster.cli.output.Labels;
import io.muster.cli.session.CommandFailure;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which checks are put, about what, and which of their answers are shown; the same options on every
 * command that shows findings. Checks, rows, instances, tags and workloads choose the questions,
 * and with them what counts; severity and verdict only choose what is shown of the answers.
 */
public final class Selection {

    @Option(
            names = "--row",
            paramLabel = "ROW",
            description = "Run only the checks of this row of the checklist (repeatable).")
    private List<ChecklistRow> rows = new ArrayList<>();

    @Option(
            names = "--check",
            paramLabel = "ID",
            completionCandidates = CheckIds.class,
            description = "Run only this check (repeatable). List: ./muster checks")
    private List<String> checks = new ArrayList<>();

    @Option(
            names = "--exclude-check",
            paramLabel = "ID",
            completionCandidates = CheckIds.class,
            description = "Do not run this check (repeatable).")
    private List<String> excluded = new ArrayList<>();

    @Option(
            names = "--instance",
            paramLabel = "ID",
            description = "Only findings about this instance, by ID or Name (repeatable).")
    private List<String> instances = new ArrayList<>();

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "Only this workload and its resources (repeatable).")
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description =
                    "Only resources with this tag, and those of instances with it (repeatable); scan only.")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            converter = Severities.Converter.class,
            completionCandidates = Severities.Candidates.class,
            description = {
                "Show findings of this severity and above: ${COMPLETION-CANDIDATES}.",
                "A list such as high,low shows exactly these."
            })
    private Severities severities = Severities.ALL;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "Show results with this verdict: ${COMPLETION-CANDIDATES} (repeatable).")
    private List<Status> verdicts = new ArrayList<>();

    @Option(names = "--all", description = "Also show results that are ready or not applicable.")
    private boolean all;

    /** Whether only some of the checks are put. */
    public boolean partial() {
        return !rows.isEmpty() || !checks.isEmpty() || !excluded.isEmpty();
    }

    /** Whether only some of the subjects are looked at. */
    public boolean someSubjects() {
        return !instances.isEmpty() || !workloads.isEmpty() || !tags.isEmpty();
    }

    public List<String> instances() {
        return Collections.unmodifiableList(instances);
    }

    public List<String> workloads() {
        return Collections.unmodifiableList(workloads);
    }

    public List<String> tags() {
        return Collections.unmodifiableList(tags);
    }

    /** Whether more is asked for than what is open. */
    public boolean showsMoreThanOpen() {
        return all || verdicts.stream().anyMatch(verdict -> !verdict.open());
    }

    /**
     * The checks to put.
     *
     * @throws CommandFailure for an id that no check has, or when the options exclude each other
     */
    public Catalogue catalogue(Catalogue whole) {
        List<String> named = new ArrayList<>(checks);
        named.addAll(excluded);
        for (String id : named) {
            if (whole.byId(id).isEmpty()) {
                throw CheckIds.unknown(id, whole);
            }
        }
        if (!partial()) {
            return whole;
        }
        List<Check<?>> chosen =
                whole.all().stream().filter(check -> asksFor(check.spec().rule())).toList();
        if (chosen.isEmpty()) {
            throw CommandFailure.usage(
                    Message.of("screen.no-check-left"), Message.of("screen.list-checks"));
        }
        return Catalogue.of(chosen);
    }

    /** Whether a check is put. */
    public boolean asksFor(Rule rule) {
        return (rows.isEmpty() || rows.contains(rule.row()))
                && (checks.isEmpty() || checks.contains(rule.id()))
                && !excluded.contains(rule.id());
    }

    /** Whether a row of the checklist is asked for. */
    public boolean asksForRow(ChecklistRow row) {
        return rows.isEmpty() || rows.contains(row);
    }

    /** Whether single checks are asked for or left out. */
    public boolean someChecks() {
        return !checks.isEmpty() || !excluded.isEmpty();
    }

    /** Whether a workload is among those asked for. */
    public boolean ofWorkloads(@Nullable String workload) {
        return workloads.isEmpty() || (workload != null && workloads.contains(workload));
    }

    /** Whether a subject of a table's is looked at: it knows no more of it. */
    public boolean looksAt(ResourceType type, String id, @Nullable String workload) {
        return (instances.isEmpty() || (type == ResourceType.INSTANCE && instances.contains(id)))
                && (workloads.isEmpty()
                        || (workload != null && workloads.contains(workload))
                        || (type == ResourceType.WORKLOAD && workloads.contains(id)));
    }

    /**
     * Which of a fleet's subjects are looked at.
     *
     * @throws CommandFailure for a tag that has no key
     */
    public Subjects subjects(Fleet fleet) {
        Map<String, String> tagged = parsedTags();
        Set<String> ids = new HashSet<>();
        Set<String> served = new HashSet<>();
        for (Instance instance : instances(fleet)) {
            if (has(instance.tags(), tagged)) {
                ids.add(instance.id());
                fleet.workloadOf(instance).ifPresent(served::add);
            }
        }
        return new Subjects(this, tagged, ids, served);
    }

    /** The instances of a fleet; none where they could not be read. */
    public static List<Instance> instances(Fleet fleet) {
        return fleet.facts().get(Source.INSTANCES) instanceof Fact.Known<List<Instance>> known
                ? known.value()
                : List.of();
    }

    /**
     * A choice of a fleet's subjects.
     *
     * @param ids of the instances that have the tags
     * @param served the workloads of these instances
     */
    public record Subjects(
            Selection selection, Map<String, String> tagged, Set<String> ids, Set<String> served) {

        /** Whether a subject is looked at. */
        public boolean include(Subject subject, @Nullable String workload) {
            return byInstance(subject)
                    && (selection.workloads.isEmpty()
                            || (workload != null && selection.workloads.contains(workload)))
                    && (tagged.isEmpty() || byTag(subject));
        }

        private boolean byInstance(Subject subject) {
            return selection.instances.isEmpty()
                    || (subject instanceof Instance instance
                            && (selection.instances.contains(instance.id())
                                    || (instance.name() != null
                                            && selection.instances.contains(instance.name()))));
        }

        private boolean byTag(Subject subject) {
            return switch (subject) {
                case Address address ->
                        has(address.tags(), tagged)
                                || (address.instanceId() != null
                                        && ids.contains(address.instanceId()));
                case Instance instance -> ids.contains(instance.id());
                case LogGroup group -> false;
                case Scope scope -> false;
                case SecurityGroup group -> false;
                case Snapshot snapshot -> has(snapshot.tags(), tagged);
                case Volume volume ->
                        has(volume.tags(), tagged)
                                || volume.attachments().stream()
                                        .anyMatch(to -> ids.contains(to.instanceId()));
                case Workload workload -> served.contains(workload.id());
            };
        }
    }

    private static boolean has(Map<String, String> tags, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(tag -> tag.getValue().equals(tags.get(tag.getKey())));
    }

    private Map<String, String> parsedTags() {
        Map<String, String> parsed = new HashMap<>();
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                throw CommandFailure.usage(
                        Message.of("screen.not-a-tag").with("tag", tag),
                        Message.of("screen.not-a-tag-next"));
            }
            parsed.put(tag.substring(0, equals), tag.substring(equals + 1));
        }
        return Map.copyOf(parsed);
    }

    /**
     * What is shown of the answers of one run.
     *
     * @param explained whether those are wanted whose UNKNOWN is told elsewhere
     */
    public Shown shown(boolean explained) {
        Set<Status> wanted = EnumSet.of(Status.NOT_READY, Status.UNKNOWN);
        if (!verdicts.isEmpty()) {
            wanted = EnumSet.copyOf(verdicts);
        } else if (all) {
            wanted = EnumSet.allOf(Status.class);
        }
        return new Shown(severities, wanted, explained || all);
    }

    /** Chooses what is shown of the answers of one run, and counts what is not. */
    public static final class Shown {
        private final Severities severities;
        private final Set<Status> verdicts;
        private final boolean explained;
        private final Map<Status, Integer> others = new EnumMap<>(Status.class);
        private int otherSeverities;

        private Shown(Severities severities, Set<Status> verdicts, boolean explained) {
            this.severities = severities;
            this.verdicts = verdicts;
            this.explained = explained;
        }

        /** Which severities are shown. */
        public Set<Severity> severities() {
            return severities.wanted();
        }

        /** Which verdicts are shown. */
        public Set<Status> verdicts() {
            return Collections.unmodifiableSet(verdicts);
        }

        /**
         * Whether an answer is shown.
         *
         * @param toldElsewhere whether it is an UNKNOWN whose cause is told elsewhere
         */
        public boolean shows(Rule rule, Status verdict, boolean toldElsewhere) {
            if (toldElsewhere && !explained) {
                return false;
            }
            if (!verdicts.contains(verdict)) {
                if (verdict.open()) {
                    others.merge(verdict, 1, Integer::sum);
                }
                return false;
            }
            if (!severities.wanted().contains(rule.severity())) {
                if (verdict.open()) {
                    otherSeverities++;
                }
                return false;
            }
            return true;
        }

        /** What is open and not shown, such as {@code 16 below high}. */
        public List<Message> notShown() {
            List<Message> hidden = new ArrayList<>();
            if (otherSeverities > 0) {
                hidden.add(severities.others(otherSeverities));
            }
            others.forEach((verdict, count) -> hidden.add(Labels.count(verdict, count)));
            return hidden;
        }
    }
}
