package io.muster.console.state;

import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.InstanceReadiness;

/**
 * An instance.
 *
 * @param known whether its scope's newest scan is young enough to count
 * @param inside what is known of its disks
 */
public record ListedInstance(
        Scope scope, InstanceReadiness instance, boolean known, MachineFacts inside) {}
