package io.muster.aws.guest;

import io.muster.readiness.fact.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hash that Systems Manager made of a document when it was written. It is told or asked for,
 * never computed: what AWS hashes is not documented.
 *
 * @param type {@code Sha256}, or {@code Sha1} of documents from before 2017
 */
record DocumentHash(String value, String type) {

    /** Of the scopes whose hash the deployment knows: {@code account/region=hash}. */
    static final String VARIABLE = "MUSTER_PROBE_DOCUMENT_HASHES";

    private static final Pattern ENTRY =
            Pattern.compile("([0-9]{12})/([a-z0-9-]{4,32})=([0-9A-Fa-f]{64})");

    /**
     * Reads the hashes that Terraform knows, by scope.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it takes
     */
    static Map<Scope, DocumentHash> from(Map<String, String> environment) {
        String value = environment.getOrDefault(VARIABLE, "");
        Map<Scope, DocumentHash> hashes = new HashMap<>();
        for (String each : value.isBlank() ? new String[0] : value.split(",", -1)) {
            Matcher entry = ENTRY.matcher(each.strip());
            if (!entry.matches()) {
                throw new IllegalArgumentException(
                        "%s has '%s'; it takes account/region=hash, with commas between them"
                                .formatted(VARIABLE, each));
            }
            hashes.put(
                    Scope.of(entry.group(1), entry.group(2)),
                    new DocumentHash(entry.group(3), "Sha256"));
        }
        return Map.copyOf(hashes);
    }
}
