package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.made;
import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What services of AWS run in an account, such as the nodes of EKS Auto Mode. moto knows none: a
 * hidden tag names the service. They are hidden by default, so a listing leaves them out unless it
 * asks for managed resources.
 */
final class ManagedResources {

    private ManagedResources() {}

    /** Says of each resource that has an operator whose it is, or leaves it out. */
    static void reveal(List<Element> resources, Question question) {
        for (Element resource : resources) {
            String principal = HiddenTags.of(resource, HiddenTags.OPERATOR);
            if (principal == null) {
                continue;
            }
            if (asked(question)) {
                Element operator = made(resource, "operator");
                set(operator, "managed", "true");
                set(operator, "principal", principal);
                set(operator, "hiddenByDefault", "true");
            } else {
                resource.getParentNode().removeChild(resource);
            }
        }
    }

    /**
     * Leaves out what a listing without tags says of such resources.
     *
     * @param id the element that names the resource
     */
    static void hide(List<Element> items, String id, Question question, Addition.Asked next)
            throws IOException {
        if (asked(question)) {
            return;
        }
        Map<String, String> managed = HiddenTags.byResource(question, HiddenTags.OPERATOR, next);
        Set<String> ids = managed.keySet();
        items.stream()
                .filter(item -> ids.contains(String.valueOf(text(item, id))))
                .forEach(item -> item.getParentNode().removeChild(item));
    }

    private static boolean asked(Question question) {
        return "true".equals(question.form().get("IncludeManagedResources"));
    }
}
