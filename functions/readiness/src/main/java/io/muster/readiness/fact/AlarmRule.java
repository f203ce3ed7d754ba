package io.muster.readiness.fact;

import io.muster.readiness.text.Untrusted;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the rule of a composite alarm says about other alarms.
 *
 * @param raisedBy the alarms by name whose going into ALARM may bring the composite alarm into it,
 *     alone or together with others; of a rule that was not understood, every word in it
 * @param understood whether the rule could be parsed
 */
public record AlarmRule(Set<String> raisedBy, boolean understood) {

    /** The most that PutCompositeAlarm takes, in characters. */
    private static final int MAX_LENGTH = 10_240;

    /** CloudWatch's names have 255 characters at most. */
    private static final int MAX_NAME_LENGTH = 255;

    /** More brackets within each other than any rule that people write or generate. */
    private static final int MAX_DEPTH = 100;

    /** A name in quotes, a bare name or word of the language, or a sign. */
    private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|[^\\s(),\"]+|[(),\"]");

    private static final Pattern ARN = Pattern.compile("^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:");

    public AlarmRule {
        raisedBy = Set.copyOf(raisedBy);
    }

    /**
     * Parses a rule, in the language of the CloudWatch API Reference, PutCompositeAlarm.
     *
     * @param text as CloudWatch says it, of any length and content
     */
    public static AlarmRule parse(String text) {
        if (text.length() <= MAX_LENGTH) {
            Optional<Part> whole = new Parser(text).whole();
            if (whole.isPresent()) {
                return new AlarmRule(whole.get().raisedBy, true);
            }
        }
        return new AlarmRule(
                TOKEN.matcher(text).results().map(AlarmRule::name).collect(Collectors.toSet()),
                false);
    }

    private static String name(MatchResult token) {
        String quoted = token.group(1);
        String name = ARN.matcher(quoted == null ? token.group() : quoted).replaceFirst("");
        return Untrusted.fact(name, MAX_NAME_LENGTH);
    }

    /**
     * A part of a rule.
     *
     * @param raisedBy names of the alarms whose going into ALARM may make it true
     * @param loweredBy those whose going into ALARM may make it false
     */
    private record Part(
            boolean canBeTrue, boolean canBeFalse, Set<String> raisedBy, Set<String> loweredBy) {

        static final Part TRUE = new Part(true, false, Set.of(), Set.of());
        static final Part FALSE = TRUE.not();

        Part not() {
            return new Part(
                    /* canBeTrue= */ canBeFalse,
                    /* canBeFalse= */ canBeTrue,
                    /* raisedBy= */ loweredBy,
                    /* loweredBy= */ raisedBy);
        }

        Part or(Part other) {
            if (!canBeFalse || !other.canBeFalse) {
                return TRUE;
            }
            Set<String> raising = new HashSet<>(raisedBy);
            raising.addAll(other.raisedBy);
            Set<String> lowering = new HashSet<>(loweredBy);
            lowering.addAll(other.loweredBy);
            return new Part(canBeTrue || other.canBeTrue, true, raising, lowering);
        }

        Part and(Part other) {
            return not().or(other.not()).not();
        }

        /** An alarm that goes into ALARM leaves the two other states. */
        static Part of(State state, String alarm) {
            return switch (state) {
                case ALARM -> new Part(true, true, Set.of(alarm), Set.of());
                case OK, INSUFFICIENT_DATA -> new Part(true, true, Set.of(), Set.of(alarm));
            };
        }
    }

    private enum State {
        ALARM,
        OK,
        INSUFFICIENT_DATA
    }

    /** What a rule may not be, from where it is read. */
    private static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }

    /** Reads a rule from left to right. */
    private static final class Parser {

        private final Matcher tokens;
        private boolean more;
        private int depth;

        Parser(String text) {
            tokens = TOKEN.matcher(text);
            more = tokens.find();
        }

        /** Empty for what is no rule. */
        Optional<Part> whole() {
            try {
                Part part = alternatives();
                return more ? Optional.empty() : Optional.of(part);
            } catch (NotUnderstood none) {
                return Optional.empty();
            }
        }

        private Part alternatives() throws NotUnderstood {
            Part part = conjunction();
            while (take("OR")) {
                part = part.or(conjunction());
            }
            return part;
        }

        private Part conjunction() throws NotUnderstood {
            Part part = single();
            while (take("AND")) {
                part = part.and(single());
            }
            return part;
        }

        private Part single() throws NotUnderstood {
            if (++depth > MAX_DEPTH) {
                throw new NotUnderstood();
            }
            Part part;
            if (take("NOT")) {
                part = single().not();
            } else if (take("(")) {
                part = alternatives();
                expect(")");
            } else if (take("TRUE")) {
                part = Part.TRUE;
            } else if (take("FALSE")) {
                part = Part.FALSE;
            } else if (take("AT_LEAST")) {
                part = atLeast();
            } else {
                State state = state();
                expect("(");
                part = Part.of(state, alarm());
                expect(")");
            }
            depth--;
            return part;
        }

        /** So many, or a percentage, of alarms in a state: each of them may be the last to come. */
        private Part atLeast() throws NotUnderstood {
            expect("(");
            word();
            expect(",");
            boolean not = take("NOT");
            State state = state();
            expect(",");
            expect("(");
            Part part = Part.FALSE;
            do {
                Part one = Part.of(state, alarm());
                part = part.or(not ? one.not() : one);
            } while (take(","));
            expect(")");
            expect(")");
            return part;
        }

        private State state() throws NotUnderstood {
            for (State state : State.values()) {
                if (take(state.name())) {
                    return state;
                }
            }
            throw new NotUnderstood();
        }

        private String alarm() throws NotUnderstood {
            String name = more ? name(tokens.toMatchResult()) : "";
            word();
            return name;
        }

        /** Passes over a name or a number. */
        private void word() throws NotUnderstood {
            if (!more || "(),\"".contains(tokens.group())) {
                throw new NotUnderstood();
            }
            more = tokens.find();
        }

        private boolean take(String token) {
            if (more && tokens.group().toUpperCase(Locale.ROOT).equals(token)) {
                more = tokens.find();
                return true;
            }
            return false;
        }

        private void expect(String token) throws NotUnderstood {
            if (!take(token)) {
                throw new NotUnderstood();
            }
        }
    }
}
