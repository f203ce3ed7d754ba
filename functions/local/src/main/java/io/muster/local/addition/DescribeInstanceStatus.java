package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.append;
import static io.muster.local.front.AnswerXml.child;
import static io.muster.local.front.AnswerXml.made;
import static io.muster.local.front.AnswerXml.remove;
import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * In moto every running instance passes its checks and none has a scheduled event; the check of the
 * attached volumes is missing.
 */
final class DescribeInstanceStatus {

    private static final Pattern BAR = Pattern.compile("|", Pattern.LITERAL);

    private DescribeInstanceStatus() {}

    static void correct(AnswerXml xml, Question question, Addition.Asked next) throws IOException {
        ManagedResources.hide(xml.all("instanceStatusSet", "item"), "instanceId", question, next);
        Map<String, String> events = HiddenTags.byResource(question, HiddenTags.EVENT, next);
        Map<String, String> impaired = HiddenTags.byResource(question, HiddenTags.IMPAIRED, next);
        for (Element status : xml.all("instanceStatusSet", "item")) {
            String id = text(status, "instanceId");
            String event = events.get(id);
            if (event != null) {
                schedule(status, event);
            }
            boolean running =
                    child(status, "instanceState")
                            .filter(state -> "running".equals(text(state, "name")))
                            .isPresent();
            if (running) {
                check(made(status, "attachedEbsStatus"), true);
                String which = impaired.get(id);
                if (which != null) {
                    check(made(status, which + "Status"), false);
                }
            }
        }
    }

    private static void schedule(Element status, String event) {
        String[] parts = BAR.split(event, 3);
        if (parts.length < 3) {
            throw new IllegalStateException(
                    "the tag %s takes code|instant|description, not '%s'"
                            .formatted(HiddenTags.EVENT, event));
        }
        Element item = append(made(status, "eventsSet"), "item");
        set(item, "instanceEventId", "instance-event-0123456789abcdef0");
        set(item, "code", parts[0]);
        set(item, "notBefore", parts[1]);
        set(item, "description", parts[2]);
    }

    private static void check(Element summary, boolean passed) {
        set(summary, "status", passed ? "ok" : "impaired");
        remove(summary, "details");
        Element detail = append(append(summary, "details"), "item");
        set(detail, "name", "reachability");
        set(detail, "status", passed ? "passed" : "failed");
    }
}
