package io.muster.aws.guest;

import io.muster.aws.store.GuestAnswer;
import io.muster.aws.store.SentProbe;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeAnswer;
import io.muster.readiness.probe.ProbeDocument;
import io.muster.readiness.probe.ProbeTransport;
import io.muster.readiness.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandPlugin;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationRequest;
import software.amazon.awssdk.services.ssm.model.InvocationDoesNotExistException;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsRequest;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsResponse;

/**
 * Reads the answers of a probe, fifty guests a call.
 *
 * <p>Systems Manager is eventually consistent: guests that it does not list yet, and ones that it
 * says are at work, are left open and asked for again later. What a guest printed that does not add
 * up is fetched once more, step by step, within a budget; then it is missing.
 */
public final class ProbeReader {

    private static final String LIST = "ssm:ListCommandInvocations";
    private static final String GET = "ssm:GetCommandInvocation";

    /** Guests a call: as many as a command has. */
    private static final int PAGE = 50;

    private static final int MAX_PAGES = 10;

    /**
     * Single steps fetched for one command: one for each guest whose answer overflows. The guests
     * that need some share them evenly, so that no guest can use up the others'.
     */
    private static final int MAX_STEPS_FETCHED = 50;

    /**
     * After this a command has ended everywhere, whatever is listed: two minutes for its delivery,
     * four for its steps, times two for guests that wait for their turn, and time to spare.
     */
    static final Duration ENDED_AFTER = Duration.ofHours(1);

    /** What the agent puts between what a step printed and what it complained of. */
    private static final String COMPLAINTS = "\n----------ERROR-------";

    private final SsmCalls calls;
    private final Pace pace;
    private final Clock clock;
    private final Function<ProbeAnswer, Fact<GuestFacts>> parser;

    public ProbeReader(Supplier<SsmClient> ssm, Pace pace, Clock clock) {
        this(ssm, pace, clock, GuestReader::facts);
    }

    /**
     * @param parser asked for the facts of each answer, once
     */
    ProbeReader(
            Supplier<SsmClient> ssm,
            Pace pace,
            Clock clock,
            Function<ProbeAnswer, Fact<GuestFacts>> parser) {
        this.calls = new SsmCalls(ssm, pace);
        this.pace = pace;
        this.clock = clock;
        this.parser = parser;
    }

    /** The IAM actions that it needs. */
    public static Set<String> actions() {
        return Set.of(LIST, GET);
    }

    /**
     * Reads what there is of a probe's answers.
     *
     * @param pollDelays the delays before each further poll while guests are open; empty for one
     *     poll
     * @return what was read, or why nothing could be asked
     */
    public Fact<ProbeReading> read(SentProbe probe, List<Duration> pollDelays) {
        Fact<ProbeReading> reading = look(probe, List.of());
        for (Duration wait : pollDelays) {
            if (!(reading instanceof Known<ProbeReading> known) || known.value().complete()) {
                return reading;
            }
            try {
                pace.pause(wait);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return reading;
            }
            reading = look(probe, known.value().ended());
        }
        return reading;
    }

    /**
     * @param before the guests on which it had ended at the look before: an answer that was read
     *     then is not read again
     */
    private Fact<ProbeReading> look(SentProbe probe, List<GuestAnswer> before) {
        boolean over = over(probe, clock.instant());
        return invocations(probe).map(listed -> new Look(probe, over, before).at(listed));
    }

    /** Whether a probe has ended on every guest, whatever is heard of it. */
    public static boolean over(SentProbe probe, Instant now) {
        return now.isAfter(probe.sentAt().plus(ENDED_AFTER));
    }

    private Fact<Map<String, CommandInvocation>> invocations(SentProbe probe) {
        Map<String, CommandInvocation> found = new LinkedHashMap<>();
        String token = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            switch (page(probe, token)) {
                case Missing<ListCommandInvocationsResponse> missing -> {
                    return missing.as();
                }
                case Known<ListCommandInvocationsResponse> known -> {
                    if (!known.value().hasCommandInvocations()) {
                        return Fact.missing(
                                Why.FAILED, Message.of("facts.no-list").with("operation", LIST));
                    }
                    known.value().commandInvocations().stream()
                            .filter(each -> each.instanceId() != null)
                            .forEach(each -> found.put(each.instanceId(), each));
                    token = known.value().nextToken();
                }
            }
            if (token == null || token.isEmpty()) {
                return Fact.known(found);
            }
        }
        return Fact.missing(
                Why.FAILED,
                Message.of("facts.too-many-pages")
                        .with("operation", LIST)
                        .with("pages", MAX_PAGES));
    }

    private Fact<ListCommandInvocationsResponse> page(SentProbe probe, @Nullable String token) {
        ListCommandInvocationsRequest request =
                ListCommandInvocationsRequest.builder()
                        .commandId(probe.commandId())
                        .details(true)
                        .maxResults(PAGE)
                        .nextToken(token)
                        .build();
        try {
            return calls.call(LIST, client -> client.listCommandInvocations(request));
        } catch (InvocationDoesNotExistException tooEarly) {
            return Fact.known(
                    ListCommandInvocationsResponse.builder().commandInvocations(List.of()).build());
        }
    }

    /** One look at a command, with what it may still fetch. */
    private final class Look {

        private final SentProbe probe;
        private final boolean over;
        private final List<GuestAnswer> ended = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private final Set<String> read = new HashSet<>();
        private int fetched;

        /** Guests that are still to be read and need steps of their own. */
        private int needy;

        Look(SentProbe probe, boolean over, List<GuestAnswer> before) {
            this.probe = probe;
            this.over = over;
            before.stream()
                    .filter(answer -> answer.facts() instanceof Known<GuestFacts>)
                    .forEach(ended::add);
            ended.forEach(answer -> read.add(answer.instanceId()));
        }

        ProbeReading at(Map<String, CommandInvocation> listed) {
            TreeSet<String> left = new TreeSet<>(probe.instances());
            left.removeAll(read);
            needy = (int) left.stream().filter(each -> needs(listed.get(each))).count();
            for (String instance : left) {
                CommandInvocation invocation = listed.get(instance);
                InvocationState state = InvocationState.of(invocation);
                if (invocation == null || !state.ended()) {
                    leave(instance, state);
                    continue;
                }
                read(instance, state, outputs(invocation));
            }
            return new ProbeReading(probe, ended, open);
        }

        /** A step that cannot be fetched is the trouble of its guest alone. */
        private void read(String instance, InvocationState state, Map<String, String> outputs) {
            Fact<Boolean> fetched =
                    worthFetching(state, outputs) ? refetch(instance, outputs) : Fact.known(true);
            switch (fetched) {
                case Missing<Boolean> missing -> {
                    if (over || missing.why() == Why.DENIED) {
                        ended.add(GuestAnswer.missing(instance, missing));
                    } else {
                        open.add(instance);
                    }
                }
                case Known<Boolean> known -> {
                    if (known.value()) {
                        conclude(instance, state, outputs);
                    } else {
                        leave(instance, InvocationState.NOT_LISTED);
                    }
                }
            }
        }

        private boolean needs(@Nullable CommandInvocation invocation) {
            InvocationState state = InvocationState.of(invocation);
            if (invocation == null || !state.ended()) {
                return false;
            }
            Map<String, String> outputs = outputs(invocation);
            return worthFetching(state, outputs)
                    && !ProbeTransport.doubtful(probe.runId(), outputs).isEmpty();
        }

        /** Of a command that did not end well, only where its first step said something. */
        private static boolean worthFetching(InvocationState state, Map<String, String> outputs) {
            return state.succeeded()
                    || (state.printed()
                            && !outputs.getOrDefault(ProbeDocument.FIRST_STEP, "").isBlank());
        }

        /** A guest that is not done: asked for again, unless it cannot get done any more. */
        private void leave(String instance, InvocationState state) {
            if (over) {
                Message detail =
                        Message.of("facts.command-not-ended")
                                .with("minutes", ENDED_AFTER.toMinutes())
                                .with("status", state.label());
                ended.add(GuestAnswer.missing(instance, new Missing<>(Why.FAILED, detail)));
            } else {
                open.add(instance);
            }
        }

        private void conclude(String instance, InvocationState state, Map<String, String> outputs) {
            // Also of a command that did not end well: what adds up is an answer.
            Fact<ProbeAnswer> answer = ProbeTransport.answer(probe.runId(), outputs);
            Fact<GuestFacts> facts = answer.flatMap(parser);
            ended.add(
                    facts instanceof Missing<GuestFacts> missing
                            ? GuestAnswer.missing(
                                    instance, state.succeeded() ? missing : state.missing())
                            : new GuestAnswer(instance, answer, facts));
        }

        /**
         * Fetches again what does not add up, as far as the guest's share of the budget goes.
         *
         * @return false if it is too early to ask for this guest
         */
        private Fact<Boolean> refetch(String instance, Map<String, String> outputs) {
            Set<String> asked = new HashSet<>();
            List<String> doubtful = ProbeTransport.doubtful(probe.runId(), outputs);
            if (doubtful.isEmpty()) {
                return Fact.known(true);
            }
            int until = fetched + (MAX_STEPS_FETCHED - fetched) / Math.max(1, needy--);
            while (!doubtful.isEmpty() && fetched + doubtful.size() <= until) {
                boolean anything = false;
                for (String step : doubtful) {
                    if (asked.add(step)) {
                        anything = true;
                        fetched++;
                        try {
                            switch (fetch(instance, step)) {
                                case Known<String> output -> outputs.put(step, output.value());
                                case Missing<String> missing -> {
                                    return missing.as();
                                }
                            }
                        } catch (InvocationDoesNotExistException tooEarly) {
                            return Fact.known(false);
                        }
                    }
                }
                doubtful = anything ? ProbeTransport.doubtful(probe.runId(), outputs) : List.of();
            }
            return Fact.known(true);
        }

        private Fact<String> fetch(String instance, String step) {
            GetCommandInvocationRequest request =
                    GetCommandInvocationRequest.builder()
                            .commandId(probe.commandId())
                            .instanceId(instance)
                            .pluginName(step)
                            .build();
            return calls.call(GET, client -> client.getCommandInvocation(request))
                    .map(answer -> Objects.toString(answer.standardOutputContent(), ""));
        }
    }

    private static Map<String, String> outputs(CommandInvocation invocation) {
        Map<String, String> outputs = new HashMap<>();
        for (CommandPlugin step : invocation.commandPlugins()) {
            if (step.name() != null && step.output() != null) {
                int complaints = step.output().indexOf(COMPLAINTS);
                outputs.put(
                        step.name(),
                        complaints < 0 ? step.output() : step.output().substring(0, complaints));
            }
        }
        return outputs;
    }
}
