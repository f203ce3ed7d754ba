package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Call;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Tags under a prefix of Muster's own, in which the emulator itself keeps what it has no field for:
 * they last as long as the resource, and need no second store. Clients never see them.
 *
 * <p>Some stand for what no API can set (a start three weeks ago), some for a parameter that the
 * emulator forgets.
 */
public final class HiddenTags implements Addition {

    public static final String PREFIX = "muster.local/";

    /** The sample fleet's name for the resource: what has one is not made twice. */
    public static final String KEY = PREFIX + "key";

    /** When an instance was launched; an instant in ISO 8601, as all times here. */
    public static final String LAUNCHED = PREFIX + "launched";

    /** When an instance was last stopped or terminated by a user. */
    public static final String STOPPED = PREFIX + "stopped";

    /** An instance's tenancy, where it is not {@code default}. */
    public static final String TENANCY = PREFIX + "tenancy";

    /** The principal of the service that runs an instance, or that made a volume for one. */
    public static final String OPERATOR = PREFIX + "operator";

    /** The AWS Marketplace product code that an instance carries. */
    public static final String PRODUCT = PREFIX + "product";

    /** {@code false} for an instance without the elastic network adapter's driver. */
    public static final String ENA = PREFIX + "ena";

    /** An instance's scheduled event: code, instant and description, with bars between them. */
    public static final String EVENT = PREFIX + "event";

    /**
     * Which of an instance's status checks is impaired, {@code system} or {@code instance}; or that
     * a volume's is.
     */
    public static final String IMPAIRED = PREFIX + "impaired";

    /** When a volume, snapshot or image was made. */
    public static final String CREATED = PREFIX + "created";

    /** From when on an image is deprecated. */
    public static final String DEPRECATED = PREFIX + "deprecated";

    /** The snapshot that an image was registered from. */
    static final String SNAPSHOT = PREFIX + "snapshot";

    /** An Auto Scaling group's maximum instance lifetime in seconds. */
    public static final String LIFETIME = PREFIX + "lifetime";

    /** Followed by the name of a scaling policy that is switched off, on its group. */
    public static final String POLICY_OFF = PREFIX + "policy-off/";

    private static final Set<String> SHOWING_TAGS =
            Set.of(
                    "CreateImage",
                    "CreateSnapshot",
                    "CreateVolume",
                    "DescribeAddresses",
                    "DescribeImages",
                    "DescribeInstances",
                    "DescribeLaunchTemplates",
                    "DescribeSecurityGroups",
                    "DescribeSnapshots",
                    "DescribeSubnets",
                    "DescribeTags",
                    "DescribeVolumes",
                    "DescribeVpcs",
                    "RunInstances");

    /** Asked for by this name, hidden tags are shown: the fleet's loader reads its keys so. */
    private static final Pattern ASKS_FOR_THEM = Pattern.compile("Filter\\.\\d+\\.Value\\.\\d+");

    @Override
    public boolean concerns(Call call) {
        return switch (call.service()) {
            case "ec2" -> SHOWING_TAGS.contains(call.operation());
            case "autoscaling" ->
                    call.operation().equals("DescribeAutoScalingGroups")
                            || call.operation().equals("DescribeTags");
            default -> false;
        };
    }

    @Override
    public Answer answer(Question question, Asked next) throws IOException {
        Answer answer = next.ask(question);
        if (!answer.successful() || asksForThem(question.form())) {
            return answer;
        }
        AnswerXml xml = AnswerXml.of(answer);
        strip(xml.root());
        return xml.toAnswer();
    }

    private static boolean asksForThem(Form form) {
        return form.namesUnder("Filter.").stream()
                .filter(name -> ASKS_FOR_THEM.matcher(name).matches())
                .map(form::get)
                .anyMatch(value -> value != null && value.startsWith(PREFIX));
    }

    private static void strip(Element element) {
        for (String list : new String[] {"tagSet", "Tags"}) {
            for (Element tags : AnswerXml.children(element, list)) {
                for (String item : new String[] {"item", "member"}) {
                    AnswerXml.children(tags, item).stream()
                            .filter(tag -> hidden(tag))
                            .forEach(tags::removeChild);
                }
            }
        }
        org.w3c.dom.NodeList nodes = element.getChildNodes();
        for (int index = 0; index < nodes.getLength(); index++) {
            if (nodes.item(index) instanceof Element child) {
                strip(child);
            }
        }
    }

    private static boolean hidden(Element tag) {
        String key = AnswerXml.text(tag, "key");
        String name = key == null ? AnswerXml.text(tag, "Key") : key;
        return name != null && name.startsWith(PREFIX);
    }

    /** The value of a hidden tag in an EC2 resource's tag set; null for none. */
    static @Nullable String of(Element resource, String key) {
        return AnswerXml.items(resource, "tagSet", "item").stream()
                .filter(tag -> key.equals(AnswerXml.text(tag, "key")))
                .findFirst()
                .map(tag -> AnswerXml.text(tag, "value"))
                .orElse(null);
    }

    /** Sets a child of an EC2 resource to the value of a hidden tag, if it has one. */
    static void reveal(Element resource, String key, String name) {
        String value = of(resource, key);
        if (value != null) {
            AnswerXml.set(resource, name, value);
        }
    }

    /**
     * The values of a tag by the id of the resource that carries it, as EC2's DescribeTags says.
     */
    static Map<String, String> byResource(Question question, String key, Asked next)
            throws IOException {
        Answer answer =
                next.ask(
                        question.toEc2(
                                "DescribeTags",
                                Form.of("Filter.1.Name", "key", "Filter.1.Value.1", key)));
        Map<String, String> values = new LinkedHashMap<>();
        if (answer.successful()) {
            for (Element tag : AnswerXml.of(answer).all("tagSet", "item")) {
                String id = AnswerXml.text(tag, "resourceId");
                String value = AnswerXml.text(tag, "value");
                if (id != null && value != null) {
                    values.put(id, value);
                }
            }
        }
        return values;
    }

    /** Adds a tag to a request that makes a resource. */
    static Form tagged(Form form, String resourceType, String key, String value) {
        int specification = 1;
        String type = form.get("TagSpecification.1.ResourceType");
        while (type != null && !type.equals(resourceType)) {
            specification++;
            type = form.get("TagSpecification." + specification + ".ResourceType");
        }
        String tags = "TagSpecification." + specification + ".Tag.";
        int tag = 1;
        while (form.get(tags + tag + ".Key") != null) {
            tag++;
        }
        return form.with("TagSpecification." + specification + ".ResourceType", resourceType)
                .with(tags + tag + ".Key", key)
                .with(tags + tag + ".Value", value);
    }
}
