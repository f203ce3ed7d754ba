package io.muster.console.state;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An open finding as a line of a list, which is less than the finding.
 *
 * @param workload null where nothing names one
 * @param actual what is wrong, read when it is asked for
 * @param since when it was first seen
 */
public record OpenRow(
        String id,
        Rule rule,
        Status status,
        Scope scope,
        ResourceRef resource,
        @Nullable String workload,
        Supplier<Message> actual,
        Instant since) {}
