package io.muster.console.page;

import io.muster.console.state.MachineFacts.Ports;
import io.muster.readiness.fact.AddressRanges;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What listens in an instance, and from where its security groups let it be reached: one line for
 * each port, and for each rule for ports on which nothing listens.
 *
 * @param notes what is not known, and what is left out
 */
public record PortTable(List<Row> rows, List<String> notes) {

    private static final int MAX_ROWS = 40;
    private static final int MAX_SOURCES = 6;
    private static final int MAX_RANGES = 3;

    private static final Comparator<Port> ORDER =
            Comparator.comparing(Port::protocol).thenComparingInt(Port::number);

    public PortTable {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * A port.
     *
     * @param port such as {@code TCP 22}
     * @param tone names the colour of how far it is open
     * @param from each group that lets it in, and from where
     */
    public record Row(String port, String listens, String tone, String open, List<String> from) {

        public Row {
            from = List.copyOf(from);
        }
    }

    private record Port(String protocol, int number) {}

    /** A rule of a group. */
    private record Entry(SecurityGroup group, IngressRule rule) {

        static final Comparator<Entry> ORDER =
                Comparator.comparing(
                        (Entry each) -> each.rule().fromPort(),
                        Comparator.nullsLast(Comparator.<Integer>naturalOrder()));

        boolean covers(Port port) {
            return port.protocol().equals("tcp")
                    ? rule.coversTcp(port.number())
                    : rule.coversUdp(port.number());
        }

        String label() {
            String protocol =
                    rule.isTcp() && rule.isUdp() ? "TCP, UDP" : rule.isTcp() ? "TCP" : "UDP";
            Integer from = rule.fromPort();
            Integer to = rule.toPort();
            if (from == null || to == null || rule.everyPort()) {
                return protocol + " 0–65535";
            }
            return protocol + " " + (from.equals(to) ? from.toString() : from + "–" + to);
        }
    }

    static PortTable of(Ports ports, Reader to) {
        List<String> notes = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Listing<Listener> listeners = ports.listeners().orElse(Listing.of(List.of()));
        boolean whole =
                ports.listeners() instanceof Known<Listing<Listener>> && listeners.complete();
        List<Entry> entries = entries(ports, notes, to);
        Map<Port, List<Listener>> byPort = new TreeMap<>(ORDER);
        int inside = 0;
        for (Listener each : listeners) {
            if (each.loopbackOnly()) {
                inside++;
            } else {
                byPort.computeIfAbsent(
                                new Port(each.protocol(), each.port()), unused -> new ArrayList<>())
                        .add(each);
            }
        }
        boolean groupsKnown = ports.groups() instanceof Known<List<SecurityGroup>>;
        byPort.forEach((port, of) -> rows.add(row(port, of, entries, groupsKnown, to)));
        rows.addAll(unused(byPort.keySet(), entries, whole, to));
        if (ports.listeners() instanceof Missing<Listing<Listener>> missing) {
            notes.add(
                    to.text(
                            Message.of("console.listeners-unknown")
                                    .with("reason", missing.detail())));
        } else if (!whole) {
            notes.add(to.text(Message.of("console.listeners-cut").with("gaps", listeners.gaps())));
        }
        if (inside > 0) {
            notes.add(to.text(Message.of("console.loopback-only").with("count", inside)));
        }
        if (rows.size() > MAX_ROWS) {
            notes.add(to.more(rows.size() - MAX_ROWS));
        }
        return new PortTable(rows.stream().limit(MAX_ROWS).toList(), notes);
    }

    private static List<Entry> entries(Ports ports, List<String> notes, Reader to) {
        return switch (ports.groups()) {
            case Known<List<SecurityGroup>> known ->
                    known.value().stream()
                            .flatMap(
                                    group ->
                                            group.ingress().stream()
                                                    .filter(rule -> rule.isTcp() || rule.isUdp())
                                                    .map(rule -> new Entry(group, rule)))
                            .toList();
            case Missing<List<SecurityGroup>> missing -> {
                notes.add(
                        to.text(
                                Message.of("console.groups-unknown")
                                        .with("reason", missing.detail())));
                yield List.of();
            }
        };
    }

    private static Row row(
            Port port, List<Listener> of, List<Entry> entries, boolean groupsKnown, Reader to) {
        String label = port.protocol().toUpperCase(Locale.ROOT) + " " + port.number();
        String listens = listens(of, to);
        if (!groupsKnown) {
            return new Row(
                    label,
                    listens,
                    "unknown",
                    to.text(Message.of("common.verdict-unknown")),
                    List.of());
        }
        return opened(
                label, listens, entries.stream().filter(each -> each.covers(port)).toList(), to);
    }

    /** The process, which a tool names to root alone, and the addresses. */
    private static String listens(List<Listener> of, Reader to) {
        Set<String> addresses =
                of.stream()
                        .map(Listener::address)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> processes =
                of.stream()
                        .map(Listener::process)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        Message where =
                processes.isEmpty()
                        ? Message.of("console.listens-unnamed")
                        : Message.of("console.listens-on")
                                .with("process", String.join(", ", processes));
        return to.text(where.with("addresses", String.join(", ", addresses)));
    }

    /** The rules that cover no port on which something listens, the same ports once. */
    private static List<Row> unused(
            Set<Port> ports, List<Entry> entries, boolean whole, Reader to) {
        Map<String, List<Entry>> byLabel = new LinkedHashMap<>();
        for (Entry entry : entries.stream().sorted(Entry.ORDER).toList()) {
            if (ports.stream().noneMatch(entry::covers)) {
                byLabel.computeIfAbsent(entry.label(), unused -> new ArrayList<>()).add(entry);
            }
        }
        String listens =
                whole
                        ? to.text(Message.of("console.nothing-listens"))
                        : to.text(Message.of("common.verdict-unknown"));
        return byLabel.entrySet().stream()
                .map(each -> opened(each.getKey(), listens, each.getValue(), to))
                .toList();
    }

    private static Row opened(String port, String listens, List<Entry> entries, Reader to) {
        if (entries.isEmpty()) {
            return new Row(
                    port,
                    listens,
                    "not-applicable",
                    to.text(Message.of("console.open-to-nothing")),
                    List.of());
        }
        boolean internet =
                AddressRanges.areInternet(
                        entries.stream().flatMap(each -> each.rule().ranges().stream()).toList());
        List<String> from =
                new ArrayList<>(
                        entries.stream()
                                .limit(MAX_SOURCES)
                                .map(each -> to.text(from(each)))
                                .toList());
        if (entries.size() > MAX_SOURCES) {
            from.add(to.more(entries.size() - MAX_SOURCES));
        }
        return new Row(
                port,
                listens,
                internet ? "high" : "ready",
                internet
                        ? to.text(Message.of("console.open-to-internet"))
                        : to.text(Message.of("console.open-to-some")),
                from);
    }

    private static Message from(Entry entry) {
        IngressRule rule = entry.rule();
        List<Message> sources = new ArrayList<>();
        rule.ipv4Ranges().forEach(range -> sources.add(Message.literal(range)));
        rule.ipv6Ranges().forEach(range -> sources.add(Message.literal(range)));
        rule.prefixLists().forEach(list -> sources.add(Message.literal(list.id())));
        rule.prefixListIds().forEach(list -> sources.add(Message.literal(list)));
        List<Message> shown = new ArrayList<>(sources.stream().limit(MAX_RANGES).toList());
        if (sources.isEmpty()) {
            shown.add(Message.of("console.from-group"));
        } else if (sources.size() > MAX_RANGES) {
            shown.add(Message.of("common.and-more").with("count", sources.size() - MAX_RANGES));
        }
        return Message.of("console.let-in")
                .with("sources", shown)
                .with("group", entry.group().id())
                .with("name", entry.group().name());
    }
}
