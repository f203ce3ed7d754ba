package io.muster.readiness.decision;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import io.muster.readiness.text.Untrusted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A waiver that a resource carries as a tag, {@code muster:waive = check[,check] until 2027-01-31
 * reason}: for checks of the rows, and up to the severity, that a team allows. Any role that may
 * tag the resource can write it, so its end is mandatory and it is shown as by tag.
 *
 * @param checks whose findings about the resource are accepted
 * @param until its last day, in UTC
 */
public record TagWaiver(List<String> checks, LocalDate until, String reason) {

    /** The key of the tag. */
    public static final String KEY = "muster:waive";

    private static final int MAX_VALUE = 256;

    private static final Pattern FORM =
            Pattern.compile(
                    "([a-z0-9-]+(?: *, *[a-z0-9-]+)*) +until +(\\d{4}-\\d{2}-\\d{2}) +(\\S.*)");

    public TagWaiver {
        checks = List.copyOf(checks);
    }

    /**
     * What a tag is held to.
     *
     * @param checks all that there are, by their ids
     * @param rows whose checks may be waived so; empty where tags waive nothing
     * @param highest the highest severity of a check that may be
     * @param maximum how far from today its end may be
     */
    public record Rules(
            Map<String, Rule> checks,
            Set<ChecklistRow> rows,
            Severity highest,
            Period maximum,
            Instant now) {}

    /** What became of a tag. */
    public sealed interface Outcome {

        /** It may have ended since. */
        record Accepted(TagWaiver waiver) implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }

    /** Reads the value of a tag. */
    public static Outcome read(String value, Rules rules) {
        String line = Untrusted.line(value, MAX_VALUE).strip();
        if (rules.rows().isEmpty()) {
            return new Outcome.Refused(Message.of("decision.tag-off"));
        }
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            return new Outcome.Refused(Message.of("decision.tag-form").with("value", line));
        }
        LocalDate until;
        try {
            until = LocalDate.parse(form.group(2));
        } catch (DateTimeException notADate) {
            return new Outcome.Refused(
                    Message.of("decision.not-a-date").with("date", form.group(2)));
        }
        LocalDate latest = LocalDate.ofInstant(rules.now(), ZoneOffset.UTC).plus(rules.maximum());
        if (until.isAfter(latest)) {
            return new Outcome.Refused(Message.of("decision.too-late").with("date", until));
        }
        List<String> checks = Arrays.stream(form.group(1).split(" *, *")).distinct().toList();
        for (String check : checks) {
            Message refusal = refusal(check, rules);
            if (refusal != null) {
                return new Outcome.Refused(refusal);
            }
        }
        return new Outcome.Accepted(new TagWaiver(checks, until, form.group(3)));
    }

    private static @Nullable Message refusal(String check, Rules rules) {
        Rule rule = rules.checks().get(check);
        if (rule == null) {
            return Nearest.to(check, rules.checks().keySet())
                    .map(
                            near ->
                                    Message.of("decision.tag-check-like")
                                            .with("id", check)
                                            .with("near", near))
                    .orElse(Message.of("decision.unknown-check").with("id", check));
        }
        if (!rules.rows().contains(rule.row())) {
            return Message.of("decision.tag-row").with("id", check).with("row", rule.row().title());
        }
        return rule.severity().compareTo(rules.highest()) > 0
                ? Message.of("decision.tag-severity")
                        .with("id", check)
                        .with("severity", rule.severity().title())
                        .with("highest", rules.highest().title())
                : null;
    }
}
