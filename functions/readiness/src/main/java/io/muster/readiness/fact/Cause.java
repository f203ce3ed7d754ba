package io.muster.readiness.fact;

import io.muster.readiness.text.Untrusted;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why facts are missing, the same for every fact that is missing for this reason, so that it is
 * told once and not once for each check that it keeps from an answer.
 *
 * @param kind what stands in the way
 * @param of what it is about: an operation, a section of the probe, a log group; empty where the
 *     kind says all
 */
public record Cause(Kind kind, String of) implements Comparable<Cause> {

    private static final int MAX_LENGTH = 200;

    public Cause {
        of = Untrusted.line(of, MAX_LENGTH);
    }

    /** The kinds of cause, the widest first. */
    public enum Kind {
        /** IAM does not allow an operation. */
        DENIED("scope-readable"),
        /** An operation was throttled until the retries ran out. */
        THROTTLED("scope-readable"),
        /** An operation failed, was not answered or is not offered. */
        FAILED("scope-readable"),
        /** The streams of a log group were not listed. */
        NOT_LISTED("scope-readable"),
        /** A log group was not read whole, or not lately. */
        LOG_UNREAD("log-group-faults"),
        /** Systems Manager does not reach the instance. */
        GUEST_UNMANAGED("ssm-managed"),
        /** The instance is managed, but the probe brought no answer that can be read. */
        GUEST_SILENT("guest-inspected"),
        /** The newest answer of the guest is too old. */
        GUEST_STALE("guest-inspected"),
        /** A section of the guest's answer is missing. */
        GUEST_PARTIAL("guest-inspected"),
        /** This run did not ask for it; another does. */
        NOT_COLLECTED(null),
        /** No API tells it: only a person can. */
        NEVER_SHOWN(null);

        private static final Set<String> TELLERS =
                Arrays.stream(values())
                        .flatMap(kind -> kind.toldBy().stream())
                        .collect(Collectors.toUnmodifiableSet());

        private final @Nullable String toldBy;

        Kind(@Nullable String toldBy) {
            this.toldBy = toldBy;
        }

        /**
         * The id of the check whose finding tells the cause; empty where it is counted and no
         * finding tells it.
         */
        public Optional<String> toldBy() {
            return Optional.ofNullable(toldBy);
        }

        /** The ids of the checks that tell causes. */
        public static Set<String> tellers() {
            return TELLERS;
        }

        /** Whether it concerns a scope, and not one subject in it. */
        public boolean ofScope() {
            return this == DENIED || this == THROTTLED || this == FAILED || this == NOT_LISTED;
        }

        /** As it is written in items, JSON and log lines, such as {@code guest-unmanaged}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What keeps a fact from being known where an operation of AWS's stands in the way.
     *
     * @param of the operation, or what it would have told
     */
    public static Cause ofFailure(Fact.Why why, String of) {
        return switch (why) {
            case DENIED -> new Cause(Kind.DENIED, of);
            case THROTTLED -> new Cause(Kind.THROTTLED, of);
            case NOT_COLLECTED -> new Cause(Kind.NOT_COLLECTED, of);
            case UNREACHABLE, NOT_SUPPORTED, FAILED, NOT_REPORTED, TRUNCATED, STALE ->
                    new Cause(Kind.FAILED, of);
        };
    }

    /** A cause whose kind says all. */
    public static Cause of(Kind kind) {
        return new Cause(kind, "");
    }

    @Override
    public int compareTo(Cause other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : of.compareTo(other.of);
    }

    /** Such as {@code denied(ec2:DescribeVolumes)}; stable, so that it may be compared. */
    @Override
    public String toString() {
        return of.isEmpty() ? kind.label() : kind.label() + "(" + of + ")";
    }
}
