package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.child;
import static io.muster.local.front.AnswerXml.items;
import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * What moto says of Auto Scaling groups otherwise than AWS:
 *
 * <ul>
 *   <li>no maximum instance lifetime
 *   <li>every member runs the template's default version, whichever it was launched from; the tag
 *       that EC2 sets at the launch knows better
 * </ul>
 */
final class DescribeAutoScalingGroups {

    private static final String LAUNCHED_VERSION = "aws:ec2launchtemplate:version";

    private DescribeAutoScalingGroups() {}

    static void correct(AnswerXml xml, Question question, Addition.Asked next) throws IOException {
        List<Element> groups =
                xml.all("DescribeAutoScalingGroupsResult", "AutoScalingGroups", "member");
        if (groups.isEmpty()) {
            return;
        }
        Map<String, String> versions = HiddenTags.byResource(question, LAUNCHED_VERSION, next);
        for (Element group : groups) {
            lifetime(group);
            items(group, "Instances", "member").forEach(member -> version(member, versions));
        }
    }

    private static void lifetime(Element group) {
        items(group, "Tags", "member").stream()
                .filter(tag -> HiddenTags.LIFETIME.equals(text(tag, "Key")))
                .map(tag -> text(tag, "Value"))
                .forEach(
                        seconds -> {
                            if (seconds != null) {
                                set(group, "MaxInstanceLifetime", seconds);
                            }
                        });
    }

    private static void version(Element member, Map<String, String> versions) {
        String version = versions.get(text(member, "InstanceId"));
        if (version != null) {
            child(member, "LaunchTemplate")
                    .ifPresent(template -> set(template, "Version", version));
        }
    }
}
