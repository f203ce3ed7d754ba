package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.AnyCloud;
import io.muster.local.fleet.SampleFleet;
import io.muster.local.fleet.SampleNames;
import io.muster.local.front.Front;
import io.muster.local.lambda.Delivery;
import io.muster.local.lambda.DeployedFunction;
import io.muster.local.lambda.EventSourceMappings.Mapping;
import io.muster.local.lambda.FunctionCode;
import io.muster.local.lambda.LambdaApi;
import io.muster.local.lambda.Outcome;
import io.muster.local.lambda.QueueSource;
import io.muster.local.lambda.RunningFunction;
import io.muster.local.lambda.StreamSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.event.ruler.Ruler;

/**
 * The system as a team gets it: Terraform applies the configuration as it is to the local cloud,
 * and every function that is then there runs from the zip that was deployed, under AWS's runtime
 * interface client, with the handler and the variables that Lambda says it has. Queues and the
 * stream hand out what they hold when a test says so.
 *
 * <p>Functions are called by their names without {@code muster-}.
 */
final class DeployedSystem implements AutoCloseable {

    /** The region of the samples in {@code events/}, and of the deployment. */
    static final String REGION = "us-east-1";

    static final String ACCOUNT = "123456789012";
    static final String TABLE = "muster";

    private static final Path SOURCE = Path.of(System.getProperty("muster.infrastructure"));
    private static final String ALIAS = "live";
    private static final String PREFIX = "muster-";

    /** Operations that IAM allows by the name of another. */
    private static final Map<String, String> ALLOWED_BY =
            Map.of("sqs:SendMessageBatch", "sqs:SendMessage");

    /** More batches than any test makes: a queue that never empties must not hang the build. */
    private static final int MAX_DELIVERIES = 60;

    private final LocalCloud cloud;
    private final Terraform terraform;
    private final FunctionCode code;
    private final Map<String, DeployedFunction> functions;
    private final Deployed state;
    private final AwsClients home;
    private final DynamoDbStreamsClient streams;
    private final Map<String, QueueSource> queues = new TreeMap<>();
    private final @Nullable StreamSource stream;
    private final Map<String, RunningFunction> running = new ConcurrentHashMap<>();

    /** Each function's own way into the cloud, whose log has its calls alone. */
    private final Map<String, Front> fronts = new TreeMap<>();

    private final Map<String, Set<String>> seen = new TreeMap<>();

    private DeployedSystem(
            LocalCloud cloud,
            Terraform terraform,
            FunctionCode code,
            Map<String, DeployedFunction> functions,
            Deployed state) {
        this.cloud = cloud;
        this.terraform = terraform;
        this.code = code;
        this.functions = functions;
        this.state = state;
        this.home = clients(REGION);
        this.streams =
                DynamoDbStreamsClient.builder()
                        .region(Region.of(REGION))
                        .endpointOverride(cloud.endpoint())
                        .credentialsProvider(cloud.credentials())
                        .build();
        StreamSource found = null;
        for (Mapping mapping : cloud.eventSourceMappings().all()) {
            if (mapping.source().contains(":sqs:")) {
                queues.put(
                        mapping.functionName().substring(PREFIX.length()),
                        new QueueSource(home.sqs(), mapping));
            } else {
                found =
                        new StreamSource(
                                streams, mapping, record -> matches(record, mapping.filters()));
            }
        }
        this.stream = found;
    }

    /**
     * Applies the configuration while the sample fleet is loaded.
     *
     * @param zip the deployment zip
     * @param work an empty folder
     * @param variables of Terraform's, beside those that say where the cloud is
     */
    static DeployedSystem apply(Path zip, Path work, Map<String, String> variables)
            throws IOException {
        LocalCloud cloud = AnyCloud.start();
        try {
            Map<String, String> all = new TreeMap<>(cloud.variables(REGION));
            all.putAll(variables);
            all.put("TF_VAR_functions_zip", zip.toAbsolutePath().toString());
            all.put("TF_VAR_protect_table", "false");
            Terraform terraform = Terraform.in(SOURCE, work.resolve("terraform"), all);
            CompletableFuture<Terraform.Ended> applied =
                    CompletableFuture.supplyAsync(() -> changing(terraform, "apply"));
            SampleFleet.load(cloud, Clock.systemUTC(), SampleNames.HOSTILE);
            Terraform.Ended apply = applied.join();
            assertThat(apply.code()).as(apply.text()).isZero();
            return new DeployedSystem(
                    cloud,
                    terraform,
                    FunctionCode.unpack(zip, work.resolve("task")),
                    deployed(cloud),
                    // Once: each takes the provider's schema of 13 MB.
                    shown(terraform));
        } catch (IOException | RuntimeException | Error failed) {
            cloud.close();
            throw failed;
        }
    }

    private static Terraform.Ended changing(Terraform terraform, String command) {
        // The provider waits 25 s for each change of a queue: so all at once.
        return terraform.run(command, "-auto-approve", "-input=false", "-parallelism=30");
    }

    private static Map<String, DeployedFunction> deployed(LocalCloud cloud) throws IOException {
        Map<String, DeployedFunction> functions = new TreeMap<>();
        try (LambdaApi lambda = new LambdaApi(cloud.endpoint(), REGION)) {
            lambda.functions(ALIAS)
                    .forEach((name, each) -> functions.put(name.substring(PREFIX.length()), each));
        }
        return functions;
    }

    LocalCloud cloud() {
        return cloud;
    }

    Terraform terraform() {
        return terraform;
    }

    FunctionCode code() {
        return code;
    }

    /** What Lambda said after the deployment. */
    Map<String, DeployedFunction> functions() {
        return functions;
    }

    /** What Lambda says now. */
    Map<String, DeployedFunction> functionsNow() throws IOException {
        return deployed(cloud);
    }

    /** Everything else that stood after the deployment, as Terraform's state says. */
    Deployed state() {
        return state;
    }

    private static Deployed shown(Terraform terraform) {
        Terraform.Ended shown = terraform.run("show", "-json");
        assertThat(shown.code()).as(shown.text()).isZero();
        return Deployed.shown(shown.out());
    }

    Terraform.Ended destroy() {
        return changing(terraform, "destroy");
    }

    /** Clients with their own call ledger: a test's. */
    AwsClients clients(String region) {
        return new AwsClients(
                Region.of(region), cloud.credentials(), cloud.endpoint(), new CallLedger());
    }

    /** Clients in the deployment's region, which end with the system. */
    AwsClients home() {
        return home;
    }

    /** A function's own way into the cloud: what it called, and what is to fail. */
    Front front(String function) {
        return fronts.computeIfAbsent(function, unused -> cloud.anotherFront());
    }

    /** Makes a function's log of calls begin now; what it was seen to call is not forgotten. */
    void countAnew(String function) {
        seen(function).addAll(actions(front(function)));
        front(function).log().clear();
    }

    /** What each function was seen to call since the deployment, as IAM's actions. */
    Map<String, Set<String>> seen() {
        functions.keySet().forEach(function -> seen(function).addAll(actions(front(function))));
        return seen;
    }

    private Set<String> seen(String function) {
        return seen.computeIfAbsent(function, unused -> new TreeSet<>());
    }

    private static Set<String> actions(Front front) {
        return front.log().counts().keySet().stream()
                .map(action -> ALLOWED_BY.getOrDefault(action, action))
                .collect(Collectors.toSet());
    }

    /** Runs a function with an event. */
    Outcome run(String function, String event) {
        return running.computeIfAbsent(function, this::start).invoke(event);
    }

    /** Runs it; its answer, which it must give and which must be an object. */
    @SuppressWarnings("unchecked")
    Map<String, Object> answer(String function, String event) {
        return (Map<String, Object>) said(function, event);
    }

    /** Runs it; its answer, which it must give. */
    Object said(String function, String event) {
        Outcome outcome = run(function, event);
        assertThat(outcome).as(() -> output(function)).isInstanceOf(Outcome.Answered.class);
        try {
            return JSON.std.anyFrom(((Outcome.Answered) outcome).payload());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** Starts dispatch as Scheduler does, by what the deployed schedule says; its answer. */
    Map<String, Object> schedule(String work) {
        Map<?, ?> schedule = state().one("aws_scheduler_schedule", "work", work);
        String input = String.valueOf(Deployed.block(schedule, "target").get("input"));
        return answer(
                "dispatch",
                input.replace("<aws.scheduler.schedule-arn>", String.valueOf(schedule.get("arn")))
                        .replace("<aws.scheduler.scheduled-time>", "2026-11-22T12:00:00Z")
                        .replace("<aws.scheduler.execution-id>", "d32c5kddcf5bb8c3")
                        .replace("<aws.scheduler.attempt-number>", "1"));
    }

    /**
     * What EventBridge makes of events on the default bus: each goes to the targets of the deployed
     * rules that match it. Not by the emulator, which forgets an event's account.
     */
    void publish(List<String> events) {
        Deployed state = state();
        Rules rules = Rules.of(state);
        Map<String, List<String>> queued = new TreeMap<>();
        for (String event : events) {
            for (String rule : rules.matching(event)) {
                Map<?, ?> target = state.one("aws_cloudwatch_event_target", "queue", rule);
                if ("default".equals(target.get("event_bus_name"))) {
                    String queue = String.valueOf(target.get("arn")).split(":", -1)[5];
                    queued.computeIfAbsent(queue, unused -> new ArrayList<>()).add(event);
                }
            }
        }
        queued.forEach((queue, some) -> send(queue.substring(PREFIX.length()), some));
    }

    /** Puts messages into a function's queue. */
    void send(String function, List<String> bodies) {
        for (int from = 0; from < bodies.size(); from += 10) {
            List<SendMessageBatchRequestEntry> some = new ArrayList<>();
            for (String body : bodies.subList(from, Math.min(from + 10, bodies.size()))) {
                some.add(
                        SendMessageBatchRequestEntry.builder()
                                .id("m" + some.size())
                                .messageBody(body)
                                .build());
            }
            home.sqs()
                    .sendMessageBatch(send -> send.queueUrl(url(PREFIX + function)).entries(some));
        }
    }

    /** What waits for a function; takes it away, so that no function works it. */
    List<String> waiting(String function) {
        return taken(url(PREFIX + function));
    }

    /** What lies in a function's dead-letter queue; takes it away. */
    List<String> deadLetters(String function) {
        return taken(url(PREFIX + function + "-dead-letters"));
    }

    private List<String> taken(String queue) {
        List<String> bodies = new ArrayList<>();
        List<Message> some;
        do {
            some =
                    home.sqs()
                            .receiveMessage(get -> get.queueUrl(queue).maxNumberOfMessages(10))
                            .messages();
            for (Message message : some) {
                bodies.add(message.body());
                home.sqs()
                        .deleteMessage(
                                delete ->
                                        delete.queueUrl(queue)
                                                .receiptHandle(message.receiptHandle()));
            }
        } while (!some.isEmpty());
        return bodies;
    }

    private String url(String queue) {
        return home.sqs().getQueueUrl(get -> get.queueName(queue)).queueUrl();
    }

    /** Gives every log group a tag. */
    void tagLogGroups(String key) {
        for (LogGroup group : home.logs().describeLogGroupsPaginator().logGroups()) {
            home.logs()
                    .tagResource(
                            tag ->
                                    tag.resourceArn(group.arn().replaceFirst(":\\*$", ""))
                                            .tags(Map.of(key, "yes")));
        }
    }

    /** The event that a command has ended on all its guests, as soon as one has. */
    String guestsAnswered() throws InterruptedException {
        return Objects.requireNonNull(
                cloud.ssm().nextEvent(Duration.ofSeconds(90)), "no command has ended");
    }

    /** Hands out a batch, and kills the function as soon as it has made so many calls. */
    Delivery killedAtCall(String function, int number) {
        countAnew(function);
        CompletableFuture<Void> reached = front(function).log().reached(number);
        CompletableFuture<Delivery> delivery =
                CompletableFuture.supplyAsync(() -> deliver(function));
        // One that ends before is not killed, and its delivery says so.
        CompletableFuture.anyOf(reached, delivery).join();
        RunningFunction process = Objects.requireNonNull(running.remove(function));
        process.kill();
        Delivery came = delivery.join();
        process.close();
        return came;
    }

    /** A function's next runs are in a process that is given so long for each event. */
    void startWithin(String function, Duration limit) {
        stop(function);
        running.put(function, start(function, deployed(function).within(limit)));
    }

    /** Ends a function's process; the next run starts another, as it was deployed. */
    void stop(String function) {
        RunningFunction process = running.remove(function);
        if (process != null) {
            process.close();
        }
    }

    /** The last lines that a function wrote. */
    String output(String function) {
        return Objects.requireNonNull(running.get(function)).output();
    }

    /** Hands a function one batch of what waits in its queue. */
    Delivery deliver(String function) {
        QueueSource queue = Objects.requireNonNull(queues.get(function));
        return queue.deliver(event -> run(function, event));
    }

    /** Works a function's queue until nothing is left in it. */
    List<Delivery> work(String function) {
        return untilIdle(() -> deliver(function));
    }

    /** Hands notify what was written to the table, until it has all. */
    List<Delivery> workStream() {
        StreamSource table = Objects.requireNonNull(stream);
        return untilIdle(() -> table.deliver(event -> run("notify", event)));
    }

    private static List<Delivery> untilIdle(Supplier<Delivery> source) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Delivery next = source.get(); !next.idle(); next = source.get()) {
            deliveries.add(next);
            assertThat(deliveries).hasSizeLessThan(MAX_DELIVERIES);
        }
        return deliveries;
    }

    private DeployedFunction deployed(String function) {
        return Objects.requireNonNull(functions.get(function), function);
    }

    private RunningFunction start(String function) {
        return start(function, deployed(function));
    }

    private RunningFunction start(String function, DeployedFunction deployed) {
        return RunningFunction.start(
                deployed,
                code,
                RuntimeClient.machine(cloud.variables(REGION, front(function).endpoint())),
                // Not from Terraform's state: moto does not echo it. A test of what is deployed
                // holds the list to it.
                LambdaFunction.named(function).orElseThrow().snapStart()
                        ? RunningFunction.Start.SNAP_START
                        : RunningFunction.Start.ON_DEMAND);
    }

    /** As Lambda filters, which is as EventBridge matches. */
    private static boolean matches(String record, List<String> patterns) {
        try {
            for (String pattern : patterns) {
                if (Ruler.matchesRule(record, pattern)) {
                    return true;
                }
            }
            return patterns.isEmpty();
        } catch (Exception malformed) {
            throw new IllegalStateException("the stream's filter cannot be read", malformed);
        }
    }

    @Override
    public void close() {
        running.values().forEach(RunningFunction::close);
        fronts.values().forEach(Front::close);
        terraform.close();
        streams.close();
        home.close();
        cloud.close();
    }
}
