package io.muster.aws.guest;

import io.muster.readiness.check.Setting;
import io.muster.readiness.fact.Scope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the guests are asked.
 *
 * @param document name of the Systems Manager document that carries the probe
 * @param concurrency guests of one command that probe at a time
 * @param callsPerSecond to Systems Manager, whose allowance is not published and is shared with all
 *     callers in the account and region
 * @param hashes of the document, as Terraform read them when it wrote the document
 */
public record ProbeSettings(
        String document, int concurrency, int callsPerSecond, Map<Scope, DocumentHash> hashes) {

    public ProbeSettings {
        hashes = Map.copyOf(hashes);
    }

    /** Targets of one command: as many as SendCommand takes by id. */
    static final int MAX_TARGETS = 50;

    /**
     * Reads the settings from environment variables.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it takes
     */
    public static ProbeSettings from(Map<String, String> environment) {
        return new ProbeSettings(
                Setting.PROBE_DOCUMENT.in(environment),
                Setting.PROBE_CONCURRENCY.in(environment),
                Setting.PROBE_CALLS_PER_SECOND.in(environment),
                DocumentHash.from(environment));
    }

    /** The hash of the document of a scope; null where the deployment does not know it. */
    @Nullable DocumentHash hash(Scope scope) {
        return hashes.get(scope);
    }
}
