package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.UserData;
import io.muster.readiness.guest.UserData.StageError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the probe found of cloud-init: {@code log} where its log of this boot was read, {@code
 * unhandled} and a type of content that it left alone, then its status.json.
 *
 * <p>Its result.json has no error for user data that was not understood, and {@code cloud-init
 * status} says done.
 *
 * @see <a href="https://docs.cloud-init.io/en/latest/explanation/return_codes.html">cloud-init:
 *     status and errors</a>
 */
public final class CloudInit {

    private static final String LAST_STAGE = "modules-final";

    private static final int MAX_ERRORS = 20;
    private static final int MAX_TYPE_LENGTH = 128;

    /** What cloud-init 23.4 and later repeats of its log. */
    private static final Pattern UNHANDLED =
            Pattern.compile(
                    "Unhandled (?:non-multipart|unknown content-type) \\((?<type>[^)]{1,128})\\)");

    /**
     * The same of a cloud-config that is no YAML: nothing of it is done. That merging a part failed
     * is said of an empty one, too, in which there is nothing to do.
     */
    private static final String NOT_YAML = "Failed loading yaml blob";

    private static final String CLOUD_CONFIG = "text/cloud-config";

    private final List<StageError> errors = new ArrayList<>();
    private final SortedSet<String> unhandled = new TreeSet<>();
    private boolean logRead;

    private CloudInit() {}

    public static Fact<UserData> parse(String output) {
        return new CloudInit().read(output);
    }

    private Fact<UserData> read(String output) {
        int from = output.startsWith("{") ? 0 : output.indexOf("\n{") + 1;
        if (from == 0 && !output.startsWith("{")) {
            return Unreadable.of("user-data", output);
        }
        for (String line : Lines.of(output.substring(0, from)).all()) {
            List<String> fields = Field.tabbed(line, 2);
            switch (fields.getFirst()) {
                case "log" -> logRead = true;
                case "unhandled" -> unhandled(fields.size() < 2 ? null : fields.get(1));
                default -> {
                    // A later probe may tell more.
                }
            }
        }
        Map<?, ?> json = Json.object(Json.read(output.substring(from)));
        Map<?, ?> stages = json == null ? null : Json.object(json.get("v1"));
        if (stages == null) {
            return Unreadable.of("user-data", output);
        }
        boolean going = stages.get("stage") != null;
        boolean last = false;
        for (Map.Entry<?, ?> entry : stages.entrySet()) {
            Map<?, ?> stage = Json.object(entry.getValue());
            // One that never begins is told, too, before 21.
            if (stage != null && stage.get("start") != null) {
                going |= stage.get("finished") == null;
                last |= LAST_STAGE.equals(entry.getKey());
                stage(String.valueOf(entry.getKey()), stage);
            }
        }
        return Fact.known(new UserData(last && !going, errors, List.copyOf(unhandled), logRead));
    }

    private void stage(String name, Map<?, ?> stage) {
        for (Object error : Json.list(stage.get("errors"))) {
            String text = Json.text(error);
            if (text != null && errors.size() < MAX_ERRORS) {
                errors.add(
                        new StageError(
                                Field.text(name, MAX_TYPE_LENGTH),
                                Field.text(text.strip(), Field.MAX_MESSAGE_LENGTH)));
            }
        }
        Map<?, ?> recoverable = Json.object(stage.get("recoverable_errors"));
        if (recoverable != null) {
            for (Object texts : recoverable.values()) {
                for (Object text : Json.list(texts)) {
                    String said = Json.text(text);
                    Matcher type = UNHANDLED.matcher(said == null ? "" : said);
                    unhandled(type.find() ? type.group("type") : null);
                    unhandled(said != null && said.contains(NOT_YAML) ? CLOUD_CONFIG : null);
                }
            }
        }
    }

    private void unhandled(@Nullable String type) {
        if (type != null && unhandled.size() < MAX_ERRORS) {
            unhandled.add(Field.text(type.strip(), MAX_TYPE_LENGTH));
        }
    }
}
