package io.muster.readiness.probe;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.logs.GrepFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Systems Manager document that carries the probe into a guest and its answer out again.
 *
 * <p>ListCommandInvocations brings 50 guests a call, but cuts each step's output at 2,500
 * characters. So the first step runs the probe and leaves the answer, compressed, in a directory of
 * memory that only root can read; each further step prints a slice of it; a last one cleans up. An
 * answer that is longer than all slices goes into the overflow step, of which GetCommandInvocation
 * returns 24,000 characters.
 *
 * <p>Runs are told apart by a random number, the document's only parameter: two commands at the
 * same time, or a schedule that overtakes another, cannot mix their answers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-command-ssm-plugin-reference.html">aws:runShellScript</a>
 */
public final class ProbeDocument {

    /** Steps that print a slice: enough for 14 KB of compressed answer. */
    public static final int PARTS = 8;

    /** Characters of a slice, below the 2,500 that ListCommandInvocations returns of a step. */
    public static final int SLICE = 2_400;

    /** Characters of the overflow step, as many as GetCommandInvocation returns of a step. */
    public static final int OVERFLOW = 24_000;

    /** Characters of the longest encoded answer; the first step leaves out what exceeds it. */
    public static final int MAX_CHARACTERS = PARTS * SLICE + OVERFLOW;

    /** Bytes of the largest document that Systems Manager takes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** The document's parameter: 32 hexadecimal digits, new for every command. */
    public static final String RUN_ID = "RunId";

    /** The step that runs the probe and prints the manifest. */
    public static final String FIRST_STEP = "probe";

    /** The step that prints what the slices cannot hold. */
    public static final String OVERFLOW_STEP = "overflow";

    /** The step that removes the answer from the guest. */
    public static final String LAST_STEP = "cleanUp";

    private static final String DESCRIPTION =
            "Muster's probe: reads the state of the operating system and changes nothing";

    private static final Pattern RUN_ID_FORM = Pattern.compile("[0-9a-f]{32}");
    private static final String PARAMETER = "{{ " + RUN_ID + " }}";

    /** The probe bounds itself to a minute; this is for a guest that barely runs. */
    private static final int FIRST_STEP_SECONDS = 90;

    private static final int STEP_SECONDS = 15;

    private final List<Step> steps;

    /**
     * One step of the document.
     *
     * @param script as in the document, with the parameter's place
     * @param timeoutSeconds after which the agent ends it
     */
    public record Step(String name, String script, int timeoutSeconds) {

        /** The script as the agent runs it for one command. */
        public String script(String runId) {
            if (!RUN_ID_FORM.matcher(runId).matches()) {
                throw new IllegalArgumentException(
                        "a run's number has 32 hexadecimal digits, not '%s'".formatted(runId));
            }
            return script.replace(PARAMETER, runId);
        }
    }

    private ProbeDocument(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The document of this version of Muster. */
    public static ProbeDocument current() {
        return of(probe());
    }

    static ProbeDocument of(String probe) {
        if (probe.contains("{{") || probe.contains("}}")) {
            throw new IllegalArgumentException(
                    "two braces together would be a parameter of the document: write them apart");
        }
        if (probe.chars().anyMatch(c -> c > 126 || (c < 32 && c != '\n' && c != '\t'))) {
            throw new IllegalArgumentException("the probe is written in ASCII");
        }
        List<Step> steps = new ArrayList<>();
        String first = filled("first-step.sh").replace("@PROBE@", sent(probe));
        steps.add(new Step(FIRST_STEP, first, FIRST_STEP_SECONDS));
        for (int part = 1; part <= PARTS; part++) {
            steps.add(new Step(partStep(part), slices(part - 1, 1), STEP_SECONDS));
        }
        steps.add(new Step(OVERFLOW_STEP, slices(PARTS, OVERFLOW / SLICE), STEP_SECONDS));
        steps.add(new Step(LAST_STEP, filled("last-step.sh"), STEP_SECONDS));
        return new ProbeDocument(steps);
    }

    /**
     * The probe alone, to be run by hand or by {@code ./muster guest}; what it looks for in logs is
     * the catalogue's.
     */
    public static String probe() {
        return resource("probe.sh").replace("@FAULTS@", GrepFilter.expression());
    }

    /**
     * The probe as the document carries it: without comments, indentation and empty lines, and with
     * short names of its functions.
     */
    public static String sentProbe() {
        return Sent.PROBE;
    }

    private static final class Sent {
        static final String PROBE = sent(probe());
    }

    /** The name of the step that prints a part, from 1 on. */
    public static String partStep(int part) {
        return "part%02d".formatted(part);
    }

    public List<Step> steps() {
        return steps;
    }

    /**
     * The digest of this version's document, by which another one is told from it: from a file that
     * a test holds, since making the document takes 4 % of a scan's first event.
     */
    public static String currentDigest() {
        return Current.DIGEST;
    }

    private static final class Current {
        static final String DIGEST = resource("document.digest").strip();
    }

    /**
     * The content for CreateDocument, schema version 2.2. Its description names the digest of all
     * the rest.
     */
    public String json() {
        List<Map<String, Object>> mainSteps = new ArrayList<>();
        for (Step step : steps) {
            Map<String, Object> inputs = new LinkedHashMap<>();
            inputs.put("timeoutSeconds", Integer.toString(step.timeoutSeconds()));
            // One text and not a list of lines, each of which would take quotes and a comma.
            inputs.put("runCommand", List.of(step.script()));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("action", "aws:runShellScript");
            json.put("name", step.name());
            json.put("precondition", Map.of("StringEquals", List.of("platformType", "Linux")));
            json.put("inputs", inputs);
            mainSteps.add(json);
        }
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("type", "String");
        parameter.put("description", "ID of this run: 32 random hexadecimal digits");
        parameter.put("allowedPattern", "^[0-9a-f]{32}$");
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", "2.2");
        document.put("description", DESCRIPTION);
        document.put("parameters", Map.of(RUN_ID, parameter));
        document.put("mainSteps", mainSteps);
        document.put("description", DocumentDigest.described(DESCRIPTION, document));
        return checked(document);
    }

    private static String checked(Map<String, Object> document) {
        String json;
        try {
            json = JSON.std.asString(document);
        } catch (IOException e) {
            throw new UncheckedIOException("the document cannot be written as JSON", e);
        }
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalStateException(
                    "the document has %d bytes, of which Systems Manager takes %d: shorten the probe"
                            .formatted(bytes, MAX_BYTES));
        }
        return json;
    }

    private static String sent(String probe) {
        return ShortNames.of(CompactScript.of(probe)).stripTrailing();
    }

    private static String slices(int skip, int count) {
        return filled("part-step.sh")
                .replace("@SKIP@", Integer.toString(skip))
                .replace("@COUNT@", Integer.toString(count));
    }

    private static String filled(String name) {
        return CompactScript.of(resource(name))
                .replace("@RUN@", PARAMETER)
                .replace("@SLICE@", Integer.toString(SLICE))
                .replace("@PARTS@", Integer.toString(PARTS))
                .replace("@MOST@", Integer.toString(MAX_CHARACTERS))
                .replace("@VERSION@", Integer.toString(ProbeTransport.VERSION));
    }

    private static String resource(String name) {
        try (InputStream in = ProbeDocument.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "%s is missing from Muster's jar: build it again".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(name), e);
        }
    }
}
