package io.muster.local.ssm;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Simulation;
import io.muster.local.ssm.SimulatedCommand.Invocation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Systems Manager's run command with agents behind it that really run the document's steps.
 *
 * <p>It behaves as the service does where that is inconvenient: what was just sent is not listed
 * yet, listings cut what a step printed at 2,500 characters, and single steps at 24,000.
 */
public final class SimulatedSsm implements Simulation, AutoCloseable {

    private static final Set<String> OPERATIONS =
            Set.of(
                    "DescribeDocument",
                    "DescribeInstanceInformation",
                    "DescribeInstanceProperties",
                    "GetDocument",
                    "SendCommand",
                    "ListCommandInvocations",
                    "GetCommandInvocation");

    private static final String ACCOUNT = "123456789012";
    private static final int MAX_PER_PAGE = 50;
    private static final int MAX_PROPERTIES_PER_PAGE = 1_000;

    /** As many as a filter of DescribeInstanceProperties takes. */
    private static final int MAX_FILTER_VALUES = 40;

    /** Nodes that work at once on this one machine. */
    private static final int WORKERS = 2;

    private final Clock clock;
    private final Documents deployed;
    private final Map<String, Map<String, SimulatedNode>> nodes = new ConcurrentHashMap<>();
    private final Map<String, CommandDocument> documents = new ConcurrentHashMap<>();

    /**
     * Documents, by region and name, that were deployed, and so are gone once those are deleted.
     */
    private final Set<List<String>> replaced = ConcurrentHashMap.newKeySet();

    private final Map<String, SimulatedCommand> commands = new ConcurrentHashMap<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    WORKERS, Thread.ofPlatform().daemon().name("ssm-agent-", 0).factory());
    private volatile int looksBeforeListed = 1;

    /** Of nodes that are offline. It stays, as a last word does. */
    private final Instant lastHeard;

    /**
     * A service without nodes.
     *
     * @param deployed the documents that clients have made; the service takes these first
     */
    public SimulatedSsm(Clock clock, Documents deployed) {
        this.clock = clock;
        this.deployed = deployed;
        this.lastHeard = clock.instant().minus(4_000, ChronoUnit.MINUTES);
    }

    /** Where the documents are that clients have made. */
    public interface Documents {

        /** The content of a document; empty if there is none. */
        Optional<String> content(String region, String name) throws IOException;

        /**
         * The service's own answer to DescribeDocument; empty if there is no such document, or the
         * service does not tell.
         */
        default Optional<byte[]> description(String region, byte[] request) throws IOException {
            return Optional.empty();
        }

        /** The service's own answer to GetDocument; empty as above. */
        default Optional<byte[]> document(String region, byte[] request) throws IOException {
            return Optional.empty();
        }
    }

    /** Makes a node managed, or changes what is wrong with it. */
    public void manage(String region, SimulatedNode node) {
        nodes.computeIfAbsent(region, unused -> new ConcurrentHashMap<>())
                .put(node.instanceId(), node);
    }

    /** The nodes of a region. */
    public List<SimulatedNode> nodes(String region) {
        return List.copyOf(new TreeMap<>(nodes.getOrDefault(region, Map.of())).values());
    }

    /** Puts a document there that was not deployed; one of the same name is replaced. */
    public void document(String name, String content) {
        CommandDocument document = CommandDocument.parse(name, content);
        documents.put(name, document);
    }

    /** How many looks at a new command find nothing, because Systems Manager is not there yet. */
    public void listAfter(int looks) {
        looksBeforeListed = looks;
    }

    /**
     * The next event that EventBridge would deliver: a command has ended.
     *
     * @return the event, or null if none came in time
     */
    public @Nullable String nextEvent(Duration timeout) throws InterruptedException {
        return events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean concerns(Call call) {
        return call.service().equals("ssm") && OPERATIONS.contains(call.operation());
    }

    @Override
    public Answer answer(Call call, byte[] body) throws IOException {
        Request request = new Request(call, JSON.std.mapFrom(body));
        try {
            return switch (call.operation()) {
                case "DescribeDocument" -> describeDocument(request, body);
                case "GetDocument" -> getDocument(request, body);
                case "DescribeInstanceInformation" -> describeInstanceInformation(request);
                case "DescribeInstanceProperties" -> describeInstanceProperties(request);
                case "SendCommand" -> sendCommand(request);
                case "ListCommandInvocations" -> listCommandInvocations(request);
                case "GetCommandInvocation" -> getCommandInvocation(request);
                default -> request.error("InvalidAction", "It is not simulated");
            };
        } catch (IllegalArgumentException refused) {
            return request.error("ValidationException", "The request is not valid");
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private Answer describeInstanceInformation(Request request) {
        return request.page(
                "InstanceInformationList",
                nodes(request.call.region()).stream().map(this::described).toList());
    }

    /** It says more of a node, all of which comes from EC2. */
    private Answer describeInstanceProperties(Request request) {
        Optional<Set<String>> ids = filteredIds(request.body);
        return ids.isEmpty()
                ? request.error("InvalidInstancePropertyFilterValue", "It is not simulated")
                : request.page(
                        "InstanceProperties",
                        nodes(request.call.region()).stream()
                                .filter(node -> named(ids.get(), node))
                                .map(this::described)
                                .toList(),
                        MAX_PROPERTIES_PER_PAGE);
    }

    private static boolean named(Set<String> ids, SimulatedNode node) {
        return ids.isEmpty() || ids.contains(node.instanceId());
    }

    /** The ids that a request's filter names, none for all; empty for a filter that is refused. */
    private static Optional<Set<String>> filteredIds(Map<String, Object> body) {
        Set<String> ids = new TreeSet<>();
        if (body.get("InstancePropertyFilterList") instanceof List<?> filters) {
            for (Object each : filters) {
                if (!(each instanceof Map<?, ?> filter
                        && "InstanceIds".equals(filter.get("key"))
                        && filter.get("valueSet") instanceof List<?> values
                        && !values.isEmpty()
                        && values.size() <= MAX_FILTER_VALUES)) {
                    return Optional.empty();
                }
                values.forEach(value -> ids.add(String.valueOf(value)));
            }
        }
        return Optional.of(ids);
    }

    private Map<String, Object> described(SimulatedNode node) {
        boolean online = !node.has(Trouble.OFFLINE);
        Instant ping = online ? clock.instant().minus(1, ChronoUnit.MINUTES) : lastHeard;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("InstanceId", node.instanceId());
        json.put("PingStatus", online ? "Online" : "ConnectionLost");
        json.put("LastPingDateTime", ping.getEpochSecond());
        json.put("AgentVersion", "3.3.1802.0");
        json.put("PlatformType", node.platformType());
        json.put("PlatformName", node.platformName());
        json.put("ResourceType", "EC2Instance");
        return json;
    }

    private Answer describeDocument(Request request, byte[] body) throws IOException {
        Optional<byte[]> told = deployed.description(request.call.region(), body);
        if (told.isPresent()) {
            replaced.add(List.of(request.call.region(), request.text("Name")));
            return Answer.ofJson(JSON.std.mapFrom(told.get()));
        }
        CommandDocument document = document(request, request.text("Name"));
        return document == null
                ? request.error("InvalidDocument", "The document does not exist")
                : Answer.ofJson(Map.of("Document", document.description()));
    }

    private Answer getDocument(Request request, byte[] body) throws IOException {
        Optional<byte[]> told = deployed.document(request.call.region(), body);
        if (told.isPresent()) {
            replaced.add(List.of(request.call.region(), request.text("Name")));
            return Answer.ofJson(JSON.std.mapFrom(told.get()));
        }
        CommandDocument document = document(request, request.text("Name"));
        return document == null
                ? request.error("InvalidDocument", "The document does not exist")
                : Answer.ofJson(
                        Map.of(
                                "Name",
                                document.name(),
                                "DocumentVersion",
                                "1",
                                "DocumentFormat",
                                "JSON",
                                "Content",
                                document.content()));
    }

    private @Nullable CommandDocument document(Request request, String name) throws IOException {
        Optional<String> content = deployed.content(request.call.region(), name);
        if (content.isPresent()) {
            replaced.add(List.of(request.call.region(), name));
            return CommandDocument.parse(name, content.get());
        }
        return replaced.contains(List.of(request.call.region(), name)) ? null : documents.get(name);
    }

    /** As the service does: the hash is the one that it said itself, or the command is refused. */
    private boolean hashMatches(Request request, CommandDocument document) throws IOException {
        Object hash = request.body.get("DocumentHash");
        if (hash == null) {
            return true;
        }
        Optional<byte[]> told =
                deployed.description(
                        request.call.region(), JSON.std.asBytes(Map.of("Name", document.name())));
        Map<?, ?> description =
                told.isPresent()
                                && JSON.std.mapFrom(told.get()).get("Document")
                                        instanceof Map<?, ?> deployedOne
                        ? deployedOne
                        : document.description();
        return hash.equals(description.get("Hash"));
    }

    private Answer sendCommand(Request request) throws IOException {
        CommandDocument document = document(request, request.text("DocumentName"));
        if (document == null) {
            return request.error("InvalidDocument", "The document does not exist");
        }
        if (!hashMatches(request, document)) {
            return request.error(
                    "InvalidDocument",
                    "document hash %s does not match Sha256."
                            .formatted(request.body.get("DocumentHash")));
        }
        List<String> targets = targets(request);
        if (targets.isEmpty() || targets.size() > MAX_PER_PAGE) {
            return request.error("ValidationException", "Targets takes 1 to 50 values");
        }
        Map<String, SimulatedNode> known = nodes.getOrDefault(request.call.region(), Map.of());
        Map<String, Invocation> pending = new LinkedHashMap<>();
        // As the service does: of targets that are no nodes nothing is heard.
        targets.stream()
                .filter(known::containsKey)
                .forEach(id -> pending.put(id, Invocation.pending(id)));
        SimulatedCommand command =
                new SimulatedCommand(
                        UUID.randomUUID().toString(),
                        request.call.region(),
                        document,
                        parameters(request),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        pending,
                        new AtomicInteger());
        commands.put(command.id(), command);
        command.invocations()
                .forEach(
                        invocation -> {
                            SimulatedNode node =
                                    Objects.requireNonNull(known.get(invocation.instanceId()));
                            workers.execute(() -> carryOut(command, node));
                        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("CommandId", command.id());
        json.put("DocumentName", document.name());
        json.put("RequestedDateTime", command.requestedAt().getEpochSecond());
        json.put("Status", "Pending");
        json.put("StatusDetails", "Pending");
        json.put("TargetCount", targets.size());
        return Answer.ofJson(Map.of("Command", json));
    }

    private static List<String> targets(Request request) {
        List<String> targets = new ArrayList<>(request.texts("InstanceIds"));
        if (request.body.get("Targets") instanceof List<?> given) {
            for (Object each : given) {
                if (each instanceof Map<?, ?> target
                        && "InstanceIds".equals(target.get("Key"))
                        && target.get("Values") instanceof List<?> values) {
                    values.forEach(value -> targets.add(String.valueOf(value)));
                }
            }
        }
        return targets;
    }

    private static Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>();
        if (request.body.get("Parameters") instanceof Map<?, ?> given) {
            given.forEach(
                    (name, values) -> {
                        if (values instanceof List<?> list && !list.isEmpty()) {
                            parameters.put(String.valueOf(name), String.valueOf(list.get(0)));
                        }
                    });
        }
        return parameters;
    }

    private void carryOut(SimulatedCommand command, SimulatedNode node) {
        String id = node.instanceId();
        if (node.has(Trouble.NEVER_ENDS)) {
            command.set(new Invocation(id, "InProgress", "InProgress", List.of()));
            return;
        }
        command.set(outcome(command, node));
        if (command.ended()) {
            events.add(event(command));
        }
    }

    private Invocation outcome(SimulatedCommand command, SimulatedNode node) {
        String id = node.instanceId();
        if (node.has(Trouble.OFFLINE) || node.has(Trouble.DELIVERY_TIMES_OUT)) {
            return new Invocation(id, "TimedOut", "DeliveryTimedOut", List.of());
        }
        if (node.has(Trouble.UNDELIVERABLE)) {
            return new Invocation(id, "Failed", "Undeliverable", List.of());
        }
        if (node.has(Trouble.CANCELLED)) {
            return new Invocation(id, "Cancelled", "Cancelled", List.of());
        }
        try {
            List<StepResult> steps =
                    SimulatedAgent.run(
                            node, command.document(), command.parameters(), clock.instant());
            String last = steps.getLast().status();
            return new Invocation(
                    id,
                    last,
                    last.equals("TimedOut") ? "ExecutionTimedOut" : last,
                    steps.stream().map(step -> spoiled(step, node)).toList());
        } catch (IOException cannot) {
            return new Invocation(
                    id,
                    "Failed",
                    "Failed",
                    List.of(new StepResult("probe", String.valueOf(cannot.getMessage()), 1)));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Invocation(id, "Cancelled", "Terminated", List.of());
        }
    }

    private static StepResult spoiled(StepResult step, SimulatedNode node) {
        if (!step.name().equals("part01") || step.output().isEmpty()) {
            return step;
        }
        if (node.has(Trouble.SLICE_MISSING)) {
            return step.printing("");
        }
        if (node.has(Trouble.SLICE_CORRUPT)) {
            char first = step.output().charAt(0) == 'A' ? 'B' : 'A';
            return step.printing(first + step.output().substring(1));
        }
        return step;
    }

    private Answer listCommandInvocations(Request request) {
        SimulatedCommand command = commands.get(request.text("CommandId"));
        if (command == null) {
            return request.error("InvalidCommandId", "The command does not exist");
        }
        if (command.look() < looksBeforeListed) {
            return request.page("CommandInvocations", List.of());
        }
        boolean details = Boolean.TRUE.equals(request.body.get("Details"));
        Object only = request.body.get("InstanceId");
        return request.page(
                "CommandInvocations",
                command.invocations().stream()
                        .filter(each -> only == null || only.equals(each.instanceId()))
                        .map(each -> listed(command, each, details))
                        .toList());
    }

    private Map<String, Object> listed(
            SimulatedCommand command, Invocation invocation, boolean details) {
        SimulatedNode node =
                nodes.getOrDefault(command.region(), Map.of()).get(invocation.instanceId());
        boolean late = node != null && node.has(Trouble.SLICE_LATE);
        List<Map<String, Object>> plugins = new ArrayList<>();
        for (StepResult step : invocation.steps()) {
            Map<String, Object> plugin = new LinkedHashMap<>();
            plugin.put("Name", step.name());
            plugin.put("Status", step.status());
            plugin.put("StatusDetails", step.status());
            plugin.put("ResponseCode", step.exitCode());
            plugin.put("Output", late && step.name().equals("part01") ? "" : step.listed());
            plugins.add(plugin);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("CommandId", command.id());
        json.put("InstanceId", invocation.instanceId());
        json.put("DocumentName", command.document().name());
        json.put("RequestedDateTime", command.requestedAt().getEpochSecond());
        json.put("Status", invocation.status());
        json.put("StatusDetails", invocation.details());
        json.put("CommandPlugins", details ? plugins : List.of());
        return json;
    }

    private Answer getCommandInvocation(Request request) {
        SimulatedCommand command = commands.get(request.text("CommandId"));
        if (command == null || command.looks() <= looksBeforeListed) {
            return request.error("InvocationDoesNotExist", "The invocation does not exist");
        }
        String instance = request.text("InstanceId");
        String plugin = request.text("PluginName");
        for (Invocation invocation : command.invocations()) {
            for (StepResult step : invocation.steps()) {
                if (invocation.instanceId().equals(instance) && step.name().equals(plugin)) {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("CommandId", command.id());
                    json.put("InstanceId", instance);
                    json.put("PluginName", plugin);
                    json.put("ResponseCode", step.exitCode());
                    json.put("Status", step.status());
                    json.put("StatusDetails", step.status());
                    json.put("StandardOutputContent", step.fetched());
                    json.put("StandardErrorContent", "");
                    return Answer.ofJson(json);
                }
            }
        }
        return request.error("InvocationDoesNotExist", "The invocation does not exist");
    }

    /** As EventBridge delivers it. */
    private String event(SimulatedCommand command) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> parameters = new TreeMap<>();
        command.parameters().forEach((name, value) -> parameters.put(name, List.of(value)));
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("command-id", command.id());
        detail.put("document-name", command.document().name());
        detail.put("requested-date-time", command.requestedAt().toString());
        detail.put("expire-after", command.requestedAt().plusSeconds(360).toString());
        detail.put("parameters", parameters);
        detail.put("status", command.status());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "EC2 Command Status-change Notification");
        event.put("source", "aws.ssm");
        event.put("account", ACCOUNT);
        event.put("time", now.toString());
        event.put("region", command.region());
        event.put("resources", List.of());
        event.put("detail", detail);
        return Answer.json(event);
    }

    /** A request, and the shapes of answers to it. */
    private record Request(Call call, Map<String, Object> body) {

        String text(String member) {
            if (body.get(member) instanceof String text && !text.isEmpty()) {
                return text;
            }
            throw new IllegalArgumentException(member + " is missing");
        }

        List<String> texts(String member) {
            return body.get(member) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        Answer error(String code, String message) {
            return ErrorAnswers.error(call, 400, code, message);
        }

        /** A page of a listing; the token is the place of the next item. */
        Answer page(String member, List<Map<String, Object>> all) {
            return page(member, all, MAX_PER_PAGE);
        }

        Answer page(String member, List<Map<String, Object>> all, int most) {
            int size = body.get("MaxResults") instanceof Number asked ? asked.intValue() : 10;
            if (size < 1 || size > most) {
                return error("ValidationException", "MaxResults takes 1 to " + most);
            }
            int from = 0;
            if (body.get("NextToken") instanceof String token) {
                if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > all.size()) {
                    return error("InvalidNextToken", "The token is not one of this service");
                }
                from = Integer.parseInt(token);
            }
            int to = Math.min(from + size, all.size());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put(member, all.subList(from, to));
            if (to < all.size()) {
                json.put("NextToken", Integer.toString(to));
            }
            return Answer.ofJson(json);
        }
    }
}
