package io.muster.readiness.fact;

import org.jspecify.annotations.Nullable;

/**
 * What an account sets for the instance metadata service of new instances of a region
 * (GetInstanceMetadataDefaults). Instances that exist keep their own options.
 *
 * @param tokensRequired whether new instances answer IMDSv2 alone; null where the account sets
 *     nothing
 * @param enforced whether an instance cannot be launched unless it requires tokens
 */
public record MetadataDefaults(@Nullable Boolean tokensRequired, boolean enforced) {}
