package io.muster.readiness.check;

import io.muster.readiness.checklist.Remedy;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import io.muster.readiness.text.Untrusted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A check's answer about one subject.
 *
 * <p>The texts hold still while the facts do: they name dates and limits, never ages, because a
 * text that changes by itself would rewrite its finding every day.
 *
 * @param remedyValues values for the remedy's places beyond id, region and account
 * @param remedySteps values for the paragraphs of the remedy that are wanted once for each of
 *     several things, such as the groups of a workload; see {@link Remedy}
 * @param cause of an UNKNOWN that another finding tells, or that no finding tells; null where this
 *     verdict is the one to tell it
 * @param hides the checks that cannot answer for what this verdict tells
 * @param monthlySaving what the remedy saves for certain, USD for 730 hours; null where no figure
 *     is known
 */
public record Verdict(
        Status status,
        Statement says,
        Map<String, String> remedyValues,
        List<Map<String, String>> remedySteps,
        @Nullable Cause cause,
        HiddenChecks hides,
        @Nullable BigDecimal monthlySaving) {

    /** The longest text and evidence line, in characters. */
    public static final int MAX_TEXT_LENGTH = 1_000;

    /** The most steps of a remedy: what is left over shows again once these are done. */
    public static final int MAX_STEPS = 20;

    public Verdict {
        remedyValues = Map.copyOf(remedyValues);
        remedySteps =
                remedySteps.isEmpty()
                        ? List.of()
                        : remedySteps.stream().limit(MAX_STEPS).map(Map::copyOf).toList();
    }

    /** One that saves nothing that is known. */
    public Verdict(
            Status status,
            Statement says,
            Map<String, String> remedyValues,
            List<Map<String, String>> remedySteps,
            @Nullable Cause cause,
            HiddenChecks hides) {
        this(status, says, remedyValues, remedySteps, cause, hides, null);
    }

    public static Verdict ready(Message expected, Message actual, Message... evidence) {
        return of(Status.READY, expected, actual, evidence);
    }

    public static Verdict notReady(Message expected, Message actual, Message... evidence) {
        return of(Status.NOT_READY, expected, actual, evidence);
    }

    public static Verdict unknown(Message expected, Message why, Message... evidence) {
        return of(Status.UNKNOWN, expected, why, evidence);
    }

    /** Unknown because a fact is missing. */
    public static Verdict unknown(Message expected, Missing<?> missing) {
        return of(
                        Status.UNKNOWN,
                        expected,
                        missing.detail(),
                        Message.of("facts.missing").with("why", missing.why().name()))
                .because(missing.cause());
    }

    /** Unknown because no API tells it: only a person can. */
    public static Verdict neverShown(Message expected, Message why, Message... evidence) {
        return unknown(expected, why, evidence).because(Cause.of(Cause.Kind.NEVER_SHOWN));
    }

    /** The verdict that was made of a fact; unknown where the fact is missing. */
    public static Verdict of(Message expected, Fact<Verdict> verdict) {
        return verdict.orElseGet(missing -> unknown(expected, missing));
    }

    /** The verdict that is made of a fact; unknown where the fact is missing. */
    public static <T> Verdict of(
            Message expected, Fact<T> fact, Function<? super T, Verdict> judge) {
        return of(expected, fact.map(judge));
    }

    /**
     * The verdict that is made of a fact which may hold nothing; unknown where it is missing.
     *
     * @param none the verdict on nothing
     */
    public static <T> Verdict of(
            Message expected,
            Fact<Optional<T>> fact,
            Function<? super T, Verdict> judge,
            Supplier<Verdict> none) {
        return of(expected, fact, found -> found.map(judge).orElseGet(none));
    }

    /** The verdict that is made of two facts; unknown where either is missing. */
    public static <T, U> Verdict of(
            Message expected, Fact<T> one, Fact<U> other, BiFunction<T, U, Verdict> judge) {
        return of(expected, one.zip(other, judge));
    }

    /** The verdict on an instance that runs; one that does not is no concern of the question. */
    public static Verdict ofRunning(Instance instance, Message expected, Supplier<Verdict> judge) {
        return switch (instance.state()) {
            case RUNNING -> judge.get();
            case PENDING, STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED ->
                    notApplicable(Message.of("facts.instance-not-running"));
            case UNRECOGNISED -> unknown(expected, Message.of("facts.instance-state-unrecognised"));
        };
    }

    public static Verdict notApplicable(Message why) {
        return of(Status.NOT_APPLICABLE, Message.EMPTY, why);
    }

    /** What would be ready, in English. */
    public String expected() {
        return english(says.expected());
    }

    /** What was seen instead, or why nothing was seen, in English. */
    public String actual() {
        return english(says.actual());
    }

    /** The facts behind it in English, a line each. */
    public List<String> evidence() {
        return says.evidence().stream().map(Verdict::english).toList();
    }

    /** This verdict with more lines of evidence. */
    public Verdict withEvidence(List<Message> lines) {
        return saying(says.withEvidence(lines));
    }

    /** This verdict with one more line of evidence. */
    public Verdict withEvidence(Message line) {
        return withEvidence(List.of(line));
    }

    private Verdict saying(Statement statement) {
        return new Verdict(
                status, statement, remedyValues, remedySteps, cause, hides, monthlySaving);
    }

    /** This verdict with a value for one of the remedy's places. */
    public Verdict withRemedyValue(String place, String value) {
        Map<String, String> values = new HashMap<>(remedyValues);
        values.put(place, value);
        return new Verdict(status, says, values, remedySteps, cause, hides, monthlySaving);
    }

    /** This verdict with one more step of its remedy. */
    public Verdict withRemedyStep(Map<String, String> values) {
        List<Map<String, String>> steps = new ArrayList<>(remedySteps);
        steps.add(values);
        return new Verdict(status, says, remedyValues, steps, cause, hides, monthlySaving);
    }

    /** This verdict with what is told elsewhere, once for all that it hides. */
    public Verdict because(@Nullable Cause told) {
        return new Verdict(status, says, remedyValues, remedySteps, told, hides, monthlySaving);
    }

    /** This verdict with the checks that cannot answer for what it tells. */
    public Verdict hiding(HiddenChecks checks) {
        return new Verdict(status, says, remedyValues, remedySteps, cause, checks, monthlySaving);
    }

    /**
     * This verdict with what its remedy saves.
     *
     * @param usd for 730 hours; null where no figure is known
     */
    public Verdict saving(@Nullable BigDecimal usd) {
        return new Verdict(status, says, remedyValues, remedySteps, cause, hides, usd);
    }

    /** Whether it is a finding of its own: open, and not told or counted elsewhere. */
    public boolean told() {
        return status.open() && cause == null;
    }

    /** The text of a message, bounded and free of control characters. */
    public static String text(Message message, Rendering rendering) {
        return Untrusted.line(message.in(rendering), MAX_TEXT_LENGTH);
    }

    private static String english(Message message) {
        return text(message, Rendering.MACHINE);
    }

    private static Verdict of(
            Status status, Message expected, Message actual, Message... evidence) {
        return new Verdict(
                status,
                new Statement(expected, actual, List.of(evidence)),
                Map.of(),
                List.of(),
                null,
                HiddenChecks.NONE);
    }
}
