package io.muster.local.replay;

import com.sun.net.httpserver.HttpExchange;
import io.muster.local.front.Answer;
import io.muster.local.front.Form;
import io.muster.local.front.LoopbackServer;
import io.muster.local.replay.Operation.ItemKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers EC2, Auto Scaling, CloudWatch, Systems Manager and STS on loopback with recorded items,
 * copied until there are as many instances as asked for, in pages as AWS makes them.
 *
 * <p>It knows the questions that a scan asks, and has nothing to tell of others; it is a load for
 * the benchmark, not an emulator.
 */
public final class ReplayServer implements AutoCloseable {

    private static final String ARM64 = "<supportedArchitectures><item>arm64</item>";

    /** The lists of services that speak JSON, which are empty here. */
    private static final Map<String, String> JSON_LISTS =
            Map.of(
                    "DescribeInstanceProperties", "InstanceProperties",
                    "GetParameters", "Parameters",
                    "GetProducts", "PriceList");

    private static final Answer NO_DOCUMENT =
            new Answer(
                    400,
                    Map.of("Content-Type", "application/x-amz-json-1.1"),
                    "{\"__type\":\"InvalidDocument\"}".getBytes(StandardCharsets.UTF_8));

    private final Recording recording;
    private final int instances;
    private final LoopbackServer server;
    private final AtomicLong requests = new AtomicLong();
    private final Set<String> unrecorded = ConcurrentHashMap.newKeySet();
    private final Map<Operation, Set<Integer>> served = new ConcurrentHashMap<>();

    private ReplayServer(Recording recording, int instances) {
        this.recording = recording;
        this.instances = instances;
        this.server = new LoopbackServer("/", this::answer);
    }

    /**
     * Starts a server with the bundled recording.
     *
     * @param instances how many instances its region has
     */
    public static ReplayServer start(int instances) {
        return new ReplayServer(Recording.bundled(), instances);
    }

    /** The address to give to a scan as its endpoint. */
    public URI endpoint() {
        return URI.create("http://" + server.address());
    }

    /**
     * The fewest calls that read what was asked for so far: for each operation the items that were
     * served, each counted once, over the largest page that AWS allows, rounded up; one where there
     * were none.
     */
    public int floor() {
        int pages = unrecorded.size();
        for (Map.Entry<Operation, Set<Integer>> asked : served.entrySet()) {
            int items = total(asked.getKey(), asked.getValue().size());
            pages += Math.max(1, Math.ceilDiv(items, asked.getKey().largestPage));
        }
        return pages;
    }

    /** How many requests were answered, that for the caller's identity left out. */
    public long requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target != null) {
                answerJson(exchange, target);
                return;
            }
            Map<String, String> form = form(exchange);
            String action = form.getOrDefault("Action", "");
            if (!action.equals("GetCallerIdentity")) {
                requests.incrementAndGet();
            }
            Answer.ofXml(200, body(action, form)).sendTo(exchange);
        }
    }

    /**
     * No instance of the recording is managed: its guests are another measurement. Nor has it
     * prices, or public parameters.
     */
    private void answerJson(HttpExchange exchange, String target) throws IOException {
        requests.incrementAndGet();
        String operation = target.substring(target.indexOf('.') + 1);
        unrecorded.add(operation);
        if (operation.equals("GetDocument")) {
            NO_DOCUMENT.sendTo(exchange);
            return;
        }
        Answer.ofJson(Map.of(JSON_LISTS.getOrDefault(operation, "List"), List.of()))
                .sendTo(exchange);
    }

    private String body(String action, Map<String, String> form) {
        if (action.equals("GetCallerIdentity")) {
            return """
            <GetCallerIdentityResponse><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::123456789012:user/replay</Arn><UserId>replay</UserId>\
            <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>""";
        }
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.name().equals(action))
                .map(operation -> page(operation, form))
                .findFirst()
                .orElseGet(() -> none(action));
    }

    /** What was not recorded is a list without items. */
    private String none(String action) {
        unrecorded.add(action);
        return "<%1$sResponse><%1$sResult/></%1$sResponse>".formatted(action);
    }

    private String page(Operation operation, Map<String, String> form) {
        List<Integer> chosen = chosen(operation, form);
        served.computeIfAbsent(operation, unused -> ConcurrentHashMap.newKeySet()).addAll(chosen);
        int recorded = chosen.size();
        int total = total(operation, recorded);
        int from = Integer.parseInt(form.getOrDefault("NextToken", "0"));
        int size = pageSize(operation, form);
        int to = Math.min(total, from + size);
        StringBuilder items = new StringBuilder(4_096 * Math.max(1, to - from));
        for (int i = from; i < to; i++) {
            items.append(recording.item(operation, chosen.get(i % recorded), i / recorded));
        }
        return envelope(operation, items, to < total ? String.valueOf(to) : "");
    }

    /** The recorded items that a question with ids or filters asks for; else all of them. */
    private List<Integer> chosen(Operation operation, Map<String, String> form) {
        List<String> items = recording.items(operation);
        ItemKey key = operation.key;
        Predicate<String> wanted = item -> true;
        if (key != null && form.containsValue(key.filter)) {
            Set<String> named = named(form);
            wanted = item -> key.isOneOf(named, item);
        } else if (operation == Operation.DescribeInstanceTypes) {
            wanted = item -> item.contains(ARM64);
        }
        Predicate<String> asked = wanted;
        return IntStream.range(0, items.size())
                .filter(i -> asked.test(items.get(i)))
                .boxed()
                .toList();
    }

    private static Set<String> named(Map<String, String> form) {
        return form.entrySet().stream()
                .filter(field -> field.getKey().contains(".Value."))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** How many items there are in all: as many whole or begun copies as the instances need. */
    private int total(Operation operation, int chosen) {
        if (!operation.many) {
            return chosen;
        }
        double copies = (double) instances / recording.items(Operation.DescribeInstances).size();
        return (int) Math.round(recording.items(operation).size() * copies);
    }

    private static int pageSize(Operation operation, Map<String, String> form) {
        String asked = form.getOrDefault("MaxResults", form.getOrDefault("MaxRecords", ""));
        if (operation.largestPage == Integer.MAX_VALUE) {
            return Integer.MAX_VALUE / 2;
        }
        return asked.isEmpty() ? operation.defaultPage() : Integer.parseInt(asked);
    }

    private static String envelope(Operation operation, CharSequence items, String next) {
        String name = operation.name();
        String list = "<%1$s>%2$s</%1$s>".formatted(operation.container, items);
        String element = operation.query() ? "NextToken" : "nextToken";
        String token = next.isEmpty() ? "" : "<%1$s>%2$s</%1$s>".formatted(element, next);
        return (operation.query()
                        ? "<%1$sResponse><%1$sResult>%2$s%3$s</%1$sResult></%1$sResponse>"
                        : "<%1$sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">%2$s%3$s</%1$sResponse>")
                .formatted(name, list, token);
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Form.parse(body).fields();
    }
}
