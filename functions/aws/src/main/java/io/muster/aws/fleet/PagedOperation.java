package io.muster.aws.fleet;

import io.muster.aws.client.AwsFailure;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An operation that is asked page by page until it has said all, or nothing of it counts.
 *
 * <p>A page is translated and let go before the next is asked for, so that memory holds one page of
 * SDK objects per operation, however large the fleet. Whatever goes wrong on the way makes the
 * whole fact missing: half a list would pass for a whole one.
 *
 * @param action as IAM names the operation, such as {@code ec2:DescribeVolumes}
 * @param ask for the page with a token, the first with null
 * @param next the token of the page after this one; null or empty for none
 * @param items of a page
 * @param idOf names an item in a failure's text, and tells it from the others
 * @param <P> the SDK's page
 * @param <I> the SDK's item
 */
record PagedOperation<P, I>(
        String action,
        Function<@Nullable String, P> ask,
        Function<P, @Nullable String> next,
        Function<P, List<I>> items,
        Function<I, @Nullable String> idOf) {

    /** Five million items at a thousand a page, beyond what any scope holds. */
    static final int MAX_PAGES = 5_000;

    /** The token of an operation that says everything at once. */
    static <P> Function<P, @Nullable String> noNext() {
        return page -> null;
    }

    /** As above, with a reader that shares what the items have in common. */
    <T> Fact<Map<String, T>> byId(BiFunction<I, FieldReader, T> translate) {
        FieldReader read = new FieldReader();
        return into(
                new LinkedHashMap<>(),
                (found, item) -> found.putIfAbsent(id(item), translate.apply(item, read)));
    }

    /** As above, into a list. */
    <T> Fact<List<T>> list(BiFunction<I, FieldReader, T> translate) {
        return FilterValues.list(byId(translate));
    }

    /**
     * As {@link #byId}; empty where there is no such thing to ask about.
     *
     * @param notFound the error codes by which the service says so, in any case
     */
    <T> Fact<Optional<Map<String, T>>> byIdIfThere(
            Set<String> notFound, BiFunction<I, FieldReader, T> translate) {
        return byIdIfThere(notFound, Set.of(), translate);
    }

    /**
     * As above, where the service tells two cases apart.
     *
     * @param noneThere the error codes by which the service says that there is no item at all
     */
    <T> Fact<Optional<Map<String, T>>> byIdIfThere(
            Set<String> notFound, Set<String> noneThere, BiFunction<I, FieldReader, T> translate) {
        FieldReader reader = new FieldReader();
        Map<String, T> found = new LinkedHashMap<>();
        return read(
                item -> found.putIfAbsent(id(item), translate.apply(item, reader)),
                () -> Optional.of(found),
                failure -> {
                    if (notFound.stream().anyMatch(code(failure)::equalsIgnoreCase)) {
                        return Fact.known(Optional.empty());
                    }
                    return noneThere.stream().anyMatch(code(failure)::equalsIgnoreCase)
                            ? Fact.known(Optional.of(Map.of()))
                            : AwsFailure.of(action, failure).missing();
                });
    }

    private static String code(SdkException failure) {
        return failure instanceof AwsServiceException answered ? AwsFailure.code(answered) : "";
    }

    /** Reads every item into a collection. */
    <C> Fact<C> into(C collection, BiConsumer<C, I> add) {
        return read(
                item -> add.accept(collection, item),
                () -> collection,
                failure -> AwsFailure.of(action, failure).missing());
    }

    /**
     * Reads every item.
     *
     * @param done what is known at the end
     * @param failed what a failed call means
     */
    private <R> Fact<R> read(
            Consumer<I> each, Supplier<R> done, Function<SdkException, Fact<R>> failed) {
        try {
            eachPage(page -> eachItem(page, each));
            return Fact.known(done.get());
        } catch (SdkException failure) {
            return failed.apply(failure);
        } catch (UnreadableAnswer unreadable) {
            return Fact.missing(Why.FAILED, unreadable.detail());
        } catch (RuntimeException defect) {
            return Fact.missing(
                    Why.FAILED,
                    Message.of("facts.bug")
                            .with("operation", action)
                            .with("message", FieldReader.bounded(defect.toString())));
        }
    }

    private void eachPage(Consumer<P> read) {
        Set<String> seen = new HashSet<>();
        String token = null;
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            P page = ask.apply(token);
            read.accept(page);
            token = next.apply(page);
            if (token == null || token.isEmpty()) {
                return;
            }
            if (!seen.add(token)) {
                throw new UnreadableAnswer(
                        Message.of("facts.page-token-twice").with("operation", action));
            }
        }
        throw new UnreadableAnswer(
                Message.of("facts.too-many-pages")
                        .with("operation", action)
                        .with("pages", MAX_PAGES));
    }

    /** An item that cannot be read is named; what it is about must not pass for absent. */
    private void eachItem(P page, Consumer<I> read) {
        for (I item : items.apply(page)) {
            try {
                read.accept(item);
            } catch (RuntimeException malformed) {
                throw new UnreadableAnswer(unreadable(item, malformed));
            }
        }
    }

    private Message unreadable(I item, RuntimeException malformed) {
        String id = idOf.apply(item);
        Message what =
                id == null
                        ? Message.of("facts.item-without-id")
                        : Message.of("facts.item-unreadable").with("id", FieldReader.bounded(id));
        Message reason =
                malformed instanceof UnreadableAnswer known
                        ? known.detail()
                        : Message.literal(FieldReader.bounded(malformed.toString()));
        return what.with("operation", action).with("reason", reason);
    }

    private String id(I item) {
        return FieldReader.required(idOf.apply(item), "id");
    }
}
