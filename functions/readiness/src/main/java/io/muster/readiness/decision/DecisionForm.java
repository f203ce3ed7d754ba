package io.muster.readiness.decision;

import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import io.muster.readiness.text.Untrusted;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision as a person gives it, on a command line or in a file, and what must be true of it.
 *
 * @param fields what was given, each as one line; empty texts count as not given
 */
public record DecisionForm(Map<Field, String> fields) {

    /** The longest text of a decision, in characters. */
    public static final int MAX_TEXT = 500;

    /** The longest owner, in characters. */
    public static final int MAX_OWNER = 100;

    /** What is longer is too long for every field, and is told so. */
    private static final int MAX_GIVEN = 10_000;

    private static final Set<String> SCHEMES = Set.of("https", "http");

    public DecisionForm {
        EnumMap<Field, String> given = new EnumMap<>(Field.class);
        fields.forEach(
                (field, value) -> {
                    String line = Untrusted.line(value, MAX_GIVEN).strip();
                    if (!line.isEmpty()) {
                        given.put(field, field == Field.REASON ? word(line) : line);
                    }
                });
        fields = given;
    }

    private static String word(String reason) {
        return reason.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** What can be given. */
    public enum Field {
        TARGET,
        REASON,
        TEXT,
        OWNER,
        EVIDENCE,
        UNTIL;

        /** Its name in files and on the command line. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a decision is held to.
     *
     * @param checks the ids of all checks
     * @param items that can be attested
     * @param maximum how far from today its end may be
     * @param now the time at which it is made
     */
    public record Rules(
            Collection<String> checks, AttestedItems items, Period maximum, Instant now) {

        LocalDate today() {
            return LocalDate.ofInstant(now, ZoneOffset.UTC);
        }
    }

    /**
     * What is wrong with a field.
     *
     * @param next what to do; empty where the problem says it
     */
    public record Problem(Field field, Message what, Message next) {}

    /** What became of a form. */
    public sealed interface Outcome {
        /** A waiver of a finding does not say yet what the finding says. */
        record Accepted(Decision decision) implements Outcome {}

        record Refused(List<Problem> problems) implements Outcome {}
    }

    /** The form that a decision was made of, so that one can be told from another. */
    public static DecisionForm of(Decision decision) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        fields.put(Field.TARGET, decision.target().text());
        fields.put(Field.OWNER, decision.owner());
        fields.put(Field.UNTIL, decision.until().toString());
        switch (decision) {
            case Waiver waiver -> {
                fields.put(Field.REASON, waiver.reason().name());
                fields.put(Field.TEXT, waiver.text());
            }
            case Attestation attestation -> {
                fields.put(Field.EVIDENCE, attestation.evidence());
                fields.put(Field.TEXT, attestation.text());
            }
        }
        return new DecisionForm(fields);
    }

    /**
     * Whether a decision says what is given here. The end of an attestation that is not given was
     * reckoned from the day of the decision: it does not move when the same is given again.
     */
    public boolean gave(Decision decision) {
        Map<Field, String> said = new EnumMap<>(of(decision).fields);
        if (decision instanceof Attestation && given(Field.UNTIL).isEmpty()) {
            said.remove(Field.UNTIL);
        }
        return said.equals(fields);
    }

    /** Makes the decision, or says all that is wrong with it. */
    public Outcome decide(Rules rules, Made made) {
        return new Reading(rules).decide(made);
    }

    /**
     * The target, if it is one and what it names is known.
     *
     * @param problems gets what is wrong
     * @return null if something is
     */
    private static @Nullable Target target(String given, Rules rules, List<Problem> problems) {
        Collection<String> checks = rules.checks();
        Target target = Target.parse(given).orElse(null);
        if (target == null) {
            problems.add(notATarget(given));
            return null;
        }
        return switch (target) {
            case Target.OfCheck of -> known(of, of.check(), checks, problems);
            case Target.OfFinding of -> known(of, of.check(), checks, problems);
            case Target.OfItem of -> known(of, of.item(), rules.items().ids(), problems);
            case Target.OfRow of -> of;
            case Target.OfCause of -> of;
        };
    }

    private static @Nullable Target known(
            Target target, String id, Collection<String> known, List<Problem> problems) {
        if (known.contains(id)) {
            return target;
        }
        problems.add(
                new Problem(
                        Field.TARGET,
                        target instanceof Target.OfItem
                                ? Message.of("decision.unknown-item").with("id", id)
                                : Message.of("decision.unknown-check").with("id", id),
                        nearest(id, known)));
        return null;
    }

    private static Problem notATarget(String given) {
        String[] parts = given.split("/", 3);
        for (Target.Kind kind : Target.Kind.values()) {
            Set<String> labels = Target.labels(kind);
            if (parts.length == 3
                    && parts[0].equals(kind.label())
                    && !labels.isEmpty()
                    && !labels.contains(parts[1])) {
                return new Problem(
                        Field.TARGET,
                        Message.of("decision.unknown-word")
                                .with("kind", kind.label())
                                .with("word", parts[1]),
                        nearest(parts[1], labels));
            }
        }
        return new Problem(
                Field.TARGET,
                Message.of("decision.not-a-target").with("target", Untrusted.line(given, 200)),
                Message.of("decision.not-a-target-next"));
    }

    private static Message nearest(String given, Collection<String> known) {
        return Nearest.to(given, known)
                .map(near -> Message.of("screen.did-you-mean").with("name", near))
                .orElse(
                        Message.of("decision.one-of")
                                .with(
                                        "words",
                                        String.join(
                                                ", ", known.stream().sorted().limit(20).toList())));
    }

    /** What a field says; empty where nothing was given. */
    public String given(Field field) {
        return fields.getOrDefault(field, "");
    }

    /** One pass over the fields. */
    private final class Reading {

        private final Rules rules;
        private final List<Problem> problems = new ArrayList<>();

        Reading(Rules rules) {
            this.rules = rules;
        }

        Outcome decide(Made made) {
            Target target = null;
            if (given(Field.TARGET).isEmpty()) {
                missing(Field.TARGET);
            } else {
                target = target(given(Field.TARGET), rules, problems);
            }
            String owner = line(Field.OWNER, MAX_OWNER);
            // An item that is not known is still one that was to be attested.
            Decision decision =
                    Target.parse(given(Field.TARGET)).orElse(null) instanceof Target.OfItem item
                            ? attestation(item, owner, made)
                            : waiver(target, owner, made);
            return decision == null || !problems.isEmpty()
                    ? new Outcome.Refused(List.copyOf(problems))
                    : new Outcome.Accepted(decision);
        }

        private @Nullable Decision waiver(
                @Nullable Target target, @Nullable String owner, Made made) {
            ReasonCode reason = reason();
            String text = line(Field.TEXT, MAX_TEXT);
            LocalDate until = until(null);
            if (target != null) {
                unwanted(Field.EVIDENCE);
            }
            return target == null
                            || reason == null
                            || text == null
                            || owner == null
                            || until == null
                    ? null
                    : new Waiver(target, reason, text, owner, until, null, made);
        }

        private @Nullable Decision attestation(
                Target.OfItem target, @Nullable String owner, Made made) {
            String evidence = line(Field.EVIDENCE, MAX_TEXT);
            if (evidence != null && !isAddress(evidence)) {
                problems.add(
                        new Problem(
                                Field.EVIDENCE,
                                Message.of("decision.not-an-address").with("evidence", evidence),
                                rules.items()
                                        .byId(target.item())
                                        .map(AttestedItem::evidence)
                                        .orElse(Message.EMPTY)));
            }
            unwanted(Field.REASON);
            String text = given(Field.TEXT).isEmpty() ? "" : line(Field.TEXT, MAX_TEXT);
            LocalDate until =
                    until(
                            rules.items()
                                    .byId(target.item())
                                    .map(AttestedItem::validity)
                                    .orElse(rules.maximum()));
            return evidence == null || text == null || owner == null || until == null
                    ? null
                    : new Attestation(target, evidence, text, owner, until, made);
        }

        private void unwanted(Field field) {
            if (!given(field).isEmpty()) {
                problems.add(
                        new Problem(
                                field,
                                Message.of("decision.unwanted").with("field", field.label()),
                                Message.of("decision.unwanted-next")));
            }
        }

        private void missing(Field field) {
            problems.add(
                    new Problem(
                            field,
                            Message.of("decision.missing").with("field", field.label()),
                            Message.EMPTY));
        }

        private @Nullable String line(Field field, int max) {
            String given = given(field);
            if (given.isEmpty()) {
                missing(field);
                return null;
            }
            if (given.length() > max) {
                problems.add(
                        new Problem(
                                field,
                                Message.of("decision.too-long")
                                        .with("field", field.label())
                                        .with("length", given.length())
                                        .with("max", max),
                                Message.EMPTY));
                return null;
            }
            return given;
        }

        private @Nullable ReasonCode reason() {
            String given = given(Field.REASON);
            if (given.isEmpty()) {
                missing(Field.REASON);
                return null;
            }
            for (ReasonCode reason : ReasonCode.values()) {
                if (reason.name().equals(given)) {
                    return reason;
                }
            }
            problems.add(
                    new Problem(
                            Field.REASON,
                            Message.of("decision.unknown-reason").with("reason", given),
                            nearest(
                                    given,
                                    Arrays.stream(ReasonCode.values()).map(Enum::name).toList())));
            return null;
        }

        /**
         * The end; where nothing is given, what usually holds from today.
         *
         * @param validity null where an end must be given
         */
        private @Nullable LocalDate until(@Nullable Period validity) {
            LocalDate today = rules.today();
            LocalDate latest = today.plus(rules.maximum());
            String given = given(Field.UNTIL);
            if (given.isEmpty()) {
                if (validity == null) {
                    missing(Field.UNTIL);
                    return null;
                }
                LocalDate usual = today.plus(validity);
                return usual.isAfter(latest) ? latest : usual;
            }
            LocalDate until;
            try {
                until = LocalDate.parse(given);
            } catch (DateTimeException notADate) {
                problems.add(
                        new Problem(
                                Field.UNTIL,
                                Message.of("decision.not-a-date").with("date", given),
                                Message.of("decision.not-a-date-next").with("date", latest)));
                return null;
            }
            if (until.isBefore(today)) {
                problems.add(
                        new Problem(
                                Field.UNTIL,
                                Message.of("decision.in-the-past")
                                        .with("date", until)
                                        .with("today", today),
                                Message.of("decision.not-a-date-next").with("date", latest)));
                return null;
            }
            if (until.isAfter(latest)) {
                problems.add(
                        new Problem(
                                Field.UNTIL,
                                Message.of("decision.too-late").with("date", until),
                                Message.of("decision.too-late-next").with("date", latest)));
                return null;
            }
            return until;
        }
    }

    /** Whether it can be opened and shows no password. */
    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getScheme() != null
                    && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }
}
