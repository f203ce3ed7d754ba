/** {@code policy.yaml}: what a team asks of its workloads, and how it estimates work. */
@NullMarked
package io.muster.cli.policy;

import org.jspecify.annotations.NullMarked;
