package io.muster.local.logs;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A query that was started. It runs until its state was read so often. */
final class SimulatedQuery {

    /** What Insights gives where nothing is asked for. */
    static final int DEFAULT_LIMIT = 10_000;

    private final String id = UUID.randomUUID().toString();
    private final List<String> groups;
    private final long fromSecond;
    private final long toSecond;
    private final String text;
    private final int limit;
    private final AtomicInteger looks = new AtomicInteger();

    /**
     * @param fromSecond since 1970, inclusive
     * @param toSecond since 1970, inclusive
     */
    SimulatedQuery(List<String> groups, long fromSecond, long toSecond, String text, int limit) {
        this.groups = List.copyOf(groups);
        this.fromSecond = fromSecond;
        this.toSecond = toSecond;
        this.text = text;
        this.limit = limit;
    }

    String id() {
        return id;
    }

    List<String> groups() {
        return groups;
    }

    long fromMilliseconds() {
        return fromSecond * 1_000;
    }

    /** The whole last second is part of it. */
    long toMilliseconds() {
        return toSecond * 1_000 + 999;
    }

    String text() {
        return text;
    }

    /** As many rows as were asked for. */
    int limit() {
        return limit;
    }

    /** How often its state was read before. */
    int look() {
        return looks.getAndIncrement();
    }
}
