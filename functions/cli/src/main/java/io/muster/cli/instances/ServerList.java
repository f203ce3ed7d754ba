package io.muster.cli.instances;

import io.muster.cli.output.CsvReport;
import io.muster.cli.output.GravitonPhrases;
import io.muster.cli.output.Json;
import io.muster.cli.session.Page;
import io.muster.cli.session.Session;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Instances in a format. */
final class ServerList {

    private static final Comparator<Server> WORST_FIRST =
            Comparator.comparingInt(Server::order)
                    .thenComparing(
                            ServerList::worst,
                            Comparator.nullsFirst(Comparator.<Severity>naturalOrder()).reversed())
                    .thenComparing(server -> Objects.toString(server.instance().name(), "~"))
                    .thenComparing(server -> server.instance().id());

    private static final int GAP = 2;

    /** From here on a name and an id fit beside a finding. */
    private static final int WIDE = 72;

    private final Page page;
    private final PrintStream out;
    private final Style style;
    private final int columns;

    ServerList(Session session) {
        this.page = Page.of(session);
        this.out = page.out();
        this.style = page.style();
        this.columns = page.columns();
    }

    void print(List<Server> servers, ListFormat format) {
        switch (format) {
            case TABLE -> table(servers.stream().sorted(WORST_FIRST).toList());
            case JSON -> json(servers);
            case CSV -> csv(servers);
        }
        out.flush();
    }

    private void json(List<Server> servers) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("instances", servers.stream().map(Server::members).toList());
        Json.write(out, document);
    }

    private void csv(List<Server> servers) {
        List<String> names =
                List.of(
                        "id",
                        "name",
                        "type",
                        "state",
                        "workload",
                        "ready",
                        "worstCheck",
                        "worstSeverity",
                        "account",
                        "region",
                        "obstacle",
                        "notScannedSince",
                        "graviton",
                        "effort",
                        "cheapest",
                        "cheapestMonthlyDeltaUsd",
                        "newest",
                        "newestMonthlyDeltaUsd");
        out.print(CsvReport.lineOf(names.stream()));
        for (Server server : servers) {
            out.print(
                    CsvReport.lineOf(
                            Stream.of(
                                            server.instance().id(),
                                            server.instance().name(),
                                            server.instance().type(),
                                            server.instance().state(),
                                            server.instance().workload(),
                                            server.ready(),
                                            server.worst(),
                                            server.severity(),
                                            server.scope().account(),
                                            server.scope().region(),
                                            server.instance().obstacle(),
                                            server.notScannedSince(),
                                            server.outcome(),
                                            server.effort(),
                                            server.type(GravitonVerdict::cheapest),
                                            server.delta(GravitonVerdict::cheapest),
                                            server.type(GravitonVerdict::newest),
                                            server.delta(GravitonVerdict::newest))
                                    .map(value -> Objects.toString(value, ""))));
        }
    }

    /**
     * A column of the table.
     *
     * @param from the narrowest terminal that has room for it
     * @param max its greatest width
     */
    private record Column(String name, int from, int max, Function<Server, @Nullable String> of) {

        String text(Server server) {
            return Printable.line(Objects.toString(of.apply(server), ""));
        }
    }

    private void table(List<Server> servers) {
        if (servers.isEmpty()) {
            out.println(page.text(Message.of("screen.no-instances")));
            return;
        }
        List<Column> shown = shown(servers);
        int[] widths = widths(shown, servers);
        out.println(style.dim(line(shown.stream().map(Column::name).toList(), widths)));
        for (Server server : servers) {
            out.println(line(shown.stream().map(of -> of.text(server)).toList(), widths, server));
        }
        out.println();
        Message ready =
                Message.of("screen.line-ready")
                        .with("ready", servers.stream().filter(Server::isReady).count())
                        .with("instances", ResourceType.INSTANCE.counted(servers.size()));
        Message summary =
                Message.of("screen.instances-summary")
                        .with("line", ready)
                        .with("command", "./muster show " + servers.getFirst().instance().id());
        page.wrapped(summary, columns).forEach(line -> out.println(style.dim(line)));
        GravitonTotals totals = new GravitonTotals();
        servers.forEach(server -> server.count(totals));
        GravitonPhrases.totals(totals)
                .ifPresent(
                        text ->
                                page.wrapped(text, columns)
                                        .forEach(line -> out.println(style.dim(line))));
    }

    private List<Column> shown(List<Server> servers) {
        boolean several = servers.stream().map(Server::scope).distinct().count() > 1;
        boolean accounts =
                servers.stream().map(server -> server.scope().account()).distinct().count() > 1;
        List<Column> all = new ArrayList<>();
        all.add(new Column(page.text(Message.of("screen.column-ready")), 0, 13, this::ready));
        if (columns < WIDE) {
            all.add(
                    new Column(
                            page.text(Message.of("screen.column-instance")),
                            0,
                            19,
                            ServerList::nameOrId));
        } else {
            all.add(
                    new Column(
                            page.text(Message.of("screen.column-name")),
                            0,
                            columns / 5,
                            server -> server.instance().name()));
            all.add(
                    new Column(
                            page.text(Message.of("screen.column-instance")),
                            0,
                            19,
                            server -> server.instance().id()));
        }
        all.add(
                new Column(
                        page.text(Message.of("screen.column-type")),
                        130,
                        16,
                        server -> server.instance().type()));
        all.add(
                new Column(
                        page.text(Message.of("screen.column-state")),
                        130,
                        13,
                        server -> server.instance().state()));
        all.add(
                new Column(
                        page.text(Message.of("screen.column-workload-lower")),
                        96,
                        columns / 6,
                        server -> server.instance().workload()));
        all.add(
                new Column(
                        page.text(Message.of("screen.column-graviton")), 100, 20, this::graviton));
        if (several) {
            all.add(
                    new Column(
                            page.text(Message.of("screen.column-where")),
                            112,
                            28,
                            server ->
                                    accounts
                                            ? server.scope().toString()
                                            : server.scope().region()));
        }
        all.add(
                new Column(
                        page.text(Message.of("screen.column-worst")), 0, columns, this::finding));
        return all.stream().filter(column -> column.from() <= columns).toList();
    }

    private static @Nullable Severity worst(Server server) {
        Rule worst = server.instance().worst();
        return worst == null ? null : worst.severity();
    }

    private static String nameOrId(Server server) {
        String name = server.instance().name();
        return name == null ? server.instance().id() : name;
    }

    private String ready(Server server) {
        if (server.notScannedSince() != null) {
            return page.text(Message.of("screen.readiness-unknown"));
        }
        return page.text(
                switch (server.instance().readiness()) {
                    case READY -> Message.of("screen.readiness-ready");
                    case NOT_READY -> Message.of("screen.readiness-not-ready");
                    case NOT_INSPECTED -> Message.of("screen.readiness-not-inspected");
                });
    }

    private @Nullable String graviton(Server server) {
        GravitonVerdict verdict = server.instance().graviton();
        return verdict == null ? null : page.text(verdict.title());
    }

    private String finding(Server server) {
        if (server.notScannedSince() != null) {
            return page.text(Message.of("screen.outdated").with("time", server.notScannedSince()));
        }
        Rule worst = server.instance().worst();
        if (worst != null) {
            return page.heading(worst.severity()) + " " + worst.id();
        }
        return server.instance().obstacle() == null ? "" : "(" + server.instance().obstacle() + ")";
    }

    private int[] widths(List<Column> shown, List<Server> servers) {
        int[] widths = new int[shown.size()];
        int used = 0;
        for (int i = 0; i < widths.length; i++) {
            Column column = shown.get(i);
            int widest =
                    servers.stream()
                            .mapToInt(server -> DisplayWidth.of(column.text(server)))
                            .max()
                            .orElse(0);
            int room = i == widths.length - 1 ? columns - used : column.max();
            widths[i] =
                    Math.max(1, Math.min(room, Math.max(widest, DisplayWidth.of(column.name()))));
            used += widths[i] + GAP;
        }
        return widths;
    }

    private String line(List<String> texts, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(padded(texts.get(i), widths[i])).append(" ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }

    private String line(List<String> texts, int[] widths, Server server) {
        String plain = line(texts, widths);
        String ready = padded(texts.get(0), widths[0]);
        return style.verdict(status(server), ready) + plain.substring(ready.length());
    }

    private String padded(String text, int width) {
        return DisplayWidth.pad(DisplayWidth.cut(text, width, style.ellipsis()), width);
    }

    private static Status status(Server server) {
        if (server.notScannedSince() != null) {
            return Status.UNKNOWN;
        }
        return switch (server.instance().readiness()) {
            case READY -> Status.READY;
            case NOT_READY -> Status.NOT_READY;
            case NOT_INSPECTED -> Status.UNKNOWN;
        };
    }

    /** Scopes that are told beside the list, in a fixed order. */
    static String names(List<Scope> scopes) {
        return String.join(", ", scopes.stream().sorted().map(Scope::toString).toList());
    }
}
