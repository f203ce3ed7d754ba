package io.muster.cli.instances;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.kept.KeptPrices;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.option.TableOption;
import io.muster.cli.scan.FleetScans;
import io.muster.cli.scan.Progress;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.selection.KnownNames.Kind;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.InstanceRoster;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Each instance, and whether it is ready. */
@Command(
        addMethodSubcommands = false,
        name = "instances",
        description = {
            "List the instances: Name, type, state, workload, readiness, worst finding.",
            "Reads the newest scans of the table; --scan scans AWS now."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster instances --table muster            from the scheduled scans",
            "  ./muster instances --scan --region us-east-1",
            "  ./muster instances --workload shop -o csv",
            "",
            "ready: inspected, and every result at or above MUSTER_READY_SEVERITY is ready or not",
            "applicable. not inspected: no such finding, but no probe result either.",
            "",
            "Exit codes: 0 success; 1 failure, an unknown name, or instances that could not be",
            "read; 2 the command line is not valid"
        })
public final class InstancesCommand implements Callable<Integer> {

    private final Session session;

    @Spec(Spec.Target.SELF)
    private @Nullable CommandSpec spec;

    @Mixin private TableOption table = new TableOption();

    @Option(names = "--scan", description = "Scan AWS now instead of reading the table.")
    private boolean scan;

    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = "Region of the table; with --scan, regions to scan (repeatable).")
    private List<String> regions = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    @Option(
            names = "--instance",
            paramLabel = "ID",
            description = "Only this instance, by ID or Name (repeatable).")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "Only instances of this workload (repeatable).")
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "Only instances with this tag (repeatable); needs --scan.")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: table.")
    private ListFormat format = ListFormat.TABLE;

    public InstancesCommand(Session session) {
        this.session = session;
    }

    /**
     * What was read.
     *
     * @param unread scopes whose instances could not be read
     */
    private record Found(List<Server> servers, List<Scope> unread) {}

    @Override
    public Integer call() {
        if (scan && table.given()) {
            throw CommandFailure.usage(
                    Message.of("screen.scan-or-table"), Message.of("screen.leave-one-out"));
        }
        if (!scan && !tags.isEmpty()) {
            throw CommandFailure.usage(
                    Message.of("screen.tag-needs-scan-option"),
                    Message.of("screen.tag-needs-scan-option-next"));
        }
        tags.forEach(InstancesCommand::requireTag);
        AwsAccess access = aws.access(session);
        Found found = scan ? scanned(access) : stored(access);
        List<Server> chosen = found.servers().stream().filter(server -> isChosen(server)).toList();
        requireKnown(found);
        new ServerList(session).print(chosen, format);
        if (found.unread().isEmpty()) {
            return ExitCode.OK;
        }
        session.tell(
                Message.of("screen.instances-not-read")
                        .with("scopes", ServerList.names(found.unread())));
        return ExitCode.ERROR;
    }

    private static void requireTag(String tag) {
        if (tag.indexOf('=') < 1) {
            throw CommandFailure.usage(
                    Message.of("screen.not-a-tag").with("tag", tag),
                    Message.of("screen.not-a-tag-next"));
        }
    }

    private Found stored(AwsAccess access) {
        String where = AwsOptions.regions(regions, access).get(0);
        String name = table.name(session.environment());
        List<Server> servers = new ArrayList<>();
        List<Scope> unread = new ArrayList<>();
        try (Progress silence = Progress.untilSilent(session, where);
                AwsClients clients = access.clients(where, silence.calls())) {
            FindingTable from = FindingTable.of(clients, name, session.clock());
            TableFindings all = TableFindings.of(from, session);
            for (ScopeSummary summary : all.summaries()) {
                Scope scope = summary.report().scope();
                Instant old = all.stale(summary) ? summary.begunAt() : null;
                all.roster(scope)
                        .forEach(instance -> servers.add(new Server(scope, instance, old)));
                if (summary.report().instances() == null || summary.roster() == null) {
                    unread.add(scope);
                }
            }
        }
        return new Found(servers, unread);
    }

    private Found scanned(AwsAccess access) {
        Thresholds thresholds = session.thresholds();
        List<String> wanted =
                AwsOptions.regionsToScan(Objects.requireNonNull(spec), regions, access);
        List<ScopeScan> scans;
        try (Progress progress = new Progress(session, wanted.size())) {
            scans =
                    new FleetScans(
                                    access,
                                    BuiltInChecks.catalogue(),
                                    thresholds,
                                    KeptPrices.of(session, true, aws.endpoint() != null),
                                    session.clock(),
                                    progress)
                            .of(wanted, null);
        }
        List<Server> servers = new ArrayList<>();
        List<Scope> unread = new ArrayList<>();
        for (ScopeScan of : scans) {
            Scope scope = of.fleet().scope();
            InstanceRoster roster =
                    new InstanceRoster(
                            thresholds, instance -> servers.add(new Server(scope, instance, null)));
            roster.begin(of.fleet());
            of.judge(
                    judged -> {
                        if (hasTags(judged.judgement())) {
                            roster.accept(judged.judgement());
                        }
                    });
            roster.close();
            if (of.collected().instances() == null) {
                unread.add(scope);
            }
        }
        return new Found(servers, unread);
    }

    private boolean hasTags(Judgement judgement) {
        return !(judgement.subject() instanceof Instance instance)
                || tags.stream()
                        .allMatch(
                                tag -> {
                                    String[] parts = tag.split("=", 2);
                                    return parts[1].equals(instance.tags().get(parts[0]));
                                });
    }

    private boolean isChosen(Server server) {
        return (ids.isEmpty()
                        || ids.contains(server.instance().id())
                        || (server.instance().name() != null
                                && ids.contains(server.instance().name())))
                && (workloads.isEmpty()
                        || (server.instance().workload() != null
                                && workloads.contains(server.instance().workload())));
    }

    /** Holds the names that are asked for to those that there are, where all could be read. */
    private void requireKnown(Found found) {
        if (!found.unread().isEmpty()) {
            return;
        }
        Set<String> instances = new TreeSet<>();
        Set<String> known = new TreeSet<>();
        for (Server server : found.servers()) {
            instances.add(server.instance().id());
            if (server.instance().name() != null) {
                instances.add(server.instance().name());
            }
            if (server.instance().workload() != null) {
                known.add(server.instance().workload());
            }
        }
        Message where =
                scan
                        ? Message.of("screen.in-scan")
                        : KnownNames.inTable(table.name(session.environment()));
        ids.stream()
                .filter(id -> !instances.contains(id))
                .findFirst()
                .ifPresent(
                        id -> {
                            throw KnownNames.unknown(Kind.INSTANCE, id, instances, where);
                        });
        workloads.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw KnownNames.unknown(Kind.WORKLOAD, name, known, where);
                        });
    }
}
