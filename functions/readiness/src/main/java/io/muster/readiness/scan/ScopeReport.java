package io.muster.readiness.scan;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One scan of one scope.
 *
 * @param instances how many instances there are that are not gone; null where they could not be
 *     read
 * @param volumes how many volumes there are; null where they could not be read
 * @param calls by operation, such as {@code ec2:DescribeInstances}
 * @param unseen the facts that are missing; empty when everything was read
 */
public record ScopeReport(
        Scope scope,
        Instant startedAt,
        Instant finishedAt,
        @Nullable Integer instances,
        @Nullable Integer volumes,
        SortedMap<String, CallCount> calls,
        List<Unseen> unseen,
        Scorecard scorecard) {

    public ScopeReport {
        calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
        unseen = List.copyOf(unseen);
    }

    /**
     * A part of the facts that could not be read.
     *
     * @param part such as {@code volumes}
     * @param detail what was asked and what came back
     */
    public record Unseen(String part, Fact.Why why, Message detail) {}
}
