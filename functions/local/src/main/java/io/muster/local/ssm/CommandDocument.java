package io.muster.local.ssm;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A command document of schema 2.2 whose steps are all {@code aws:runShellScript}. */
record CommandDocument(String name, String content, List<Step> steps) {

    private static final int UNSAID_TIMEOUT_SECONDS = 3_600;

    /** A step, with the places of the document's parameters still in it. */
    record Step(String name, String script, int timeoutSeconds) {

        /** The script with the parameters in their places, as the agent fills them in. */
        String filled(Map<String, String> parameters) {
            String filled = script;
            for (Map.Entry<String, String> each : parameters.entrySet()) {
                filled =
                        filled.replace("{{ " + each.getKey() + " }}", each.getValue())
                                .replace("{{" + each.getKey() + "}}", each.getValue());
            }
            return filled;
        }
    }

    /** What DescribeDocument says of it: the hash is this service's own. */
    Map<String, Object> description() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(content.getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "Name", name, "Hash", HexFormat.of().formatHex(hash), "HashType", "Sha256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if Systems Manager would refuse it, or this simulation
     *     cannot run it
     */
    static CommandDocument parse(String name, String content) {
        Map<String, Object> json;
        try {
            json = JSON.std.mapFrom(content);
        } catch (IOException e) {
            throw new IllegalArgumentException("the content is not JSON", e);
        }
        if (!"2.2".equals(json.get("schemaVersion"))
                || !(json.get("mainSteps") instanceof List<?> main)) {
            throw new IllegalArgumentException("the document is not one of schema 2.2");
        }
        List<Step> steps = new ArrayList<>();
        for (Object each : main) {
            if (!(each instanceof Map<?, ?> step)
                    || !"aws:runShellScript".equals(step.get("action"))
                    || !(step.get("inputs") instanceof Map<?, ?> inputs)
                    || !(inputs.get("runCommand") instanceof List<?> lines)) {
                throw new IllegalArgumentException("a step is not one of aws:runShellScript");
            }
            steps.add(
                    new Step(
                            String.valueOf(step.get("name")),
                            lines.stream().map(String::valueOf).collect(Collectors.joining("\n")),
                            inputs.get("timeoutSeconds") instanceof String seconds
                                    ? Integer.parseInt(seconds)
                                    : UNSAID_TIMEOUT_SECONDS));
        }
        return new CommandDocument(name, content, List.copyOf(steps));
    }
}
