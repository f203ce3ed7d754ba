package io.muster.readiness.fact;

import io.muster.readiness.text.Message;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something Muster asked for: either what it was told, or why it does not know.
 *
 * <p>A fact that is missing is never read as an empty or a good one: code that needs it must say
 * what its absence means, because the switch over this type has no default branch.
 *
 * @param <T> what is known when it is known
 */
public sealed interface Fact<T> {

    /** The answer, as the source gave it. */
    record Known<T>(T value) implements Fact<T> {}

    /**
     * No answer.
     *
     * @param why the kind of obstacle
     * @param detail what was asked and what came back
     * @param cause what tells it once for all that it hides; null where this absence stands by
     *     itself
     */
    record Missing<T>(Why why, Message detail, @Nullable Cause cause) implements Fact<T> {

        /** An absence that stands by itself. */
        public Missing(Why why, Message detail) {
            this(why, detail, null);
        }

        /** The same absence, as the absence of something that depends on it. */
        public <U> Missing<U> as() {
            return new Missing<>(why, detail, cause);
        }
    }

    /** The kinds of obstacle between a question and its answer. */
    enum Why {
        /** The credentials do not allow the call. */
        DENIED,
        /** The service refused for now, and kept refusing until the retries ran out. */
        THROTTLED,
        /** Nothing answered: a name, network or time-out problem. */
        UNREACHABLE,
        /** The service or emulator does not offer the operation. */
        NOT_SUPPORTED,
        /** The service answered with an error, or with something that cannot be read. */
        FAILED,
        /** The service answered, but left this part out. */
        NOT_REPORTED,
        /** The answer ends early: what came after the cut is not known. */
        TRUNCATED,
        /** The newest answer is too old to judge by. */
        STALE,
        /** It was not asked for. */
        NOT_COLLECTED
    }

    /** This fact; where it is missing for no cause that is known yet, for this one. */
    default Fact<T> because(Cause cause) {
        return this instanceof Missing<T> missing && missing.cause() == null
                ? new Missing<>(missing.why(), missing.detail(), cause)
                : this;
    }

    static <T> Fact<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Fact<T> missing(Why why, Message detail) {
        return new Missing<>(why, detail);
    }

    default <U> Fact<U> map(Function<? super T, ? extends U> change) {
        return switch (this) {
            case Known<T> known -> new Known<>(change.apply(known.value()));
            case Missing<T> missing -> missing.as();
        };
    }

    /** Both facts in one; missing where either is, with the reason of the first that is. */
    default <U, V> Fact<V> zip(Fact<U> other, BiFunction<? super T, ? super U, ? extends V> join) {
        return flatMap(mine -> other.map(its -> join.apply(mine, its)));
    }

    /** What is known; where nothing is, a value that says nothing about the subject. */
    default T orElse(T otherwise) {
        return orElseGet(missing -> otherwise);
    }

    /** What is known; where nothing is, what its absence means. */
    default T orElseGet(Function<Missing<T>, ? extends T> meaning) {
        return switch (this) {
            case Known<T> known -> known.value();
            case Missing<T> missing -> meaning.apply(missing);
        };
    }

    /** Whether the source was asked at all, even if it could not be read. */
    default boolean isCollected() {
        return !(this instanceof Missing<T> missing && missing.why() == Why.NOT_COLLECTED);
    }

    default <U> Fact<U> flatMap(Function<? super T, Fact<U>> next) {
        return switch (this) {
            case Known<T> known -> next.apply(known.value());
            case Missing<T> missing -> missing.as();
        };
    }
}
