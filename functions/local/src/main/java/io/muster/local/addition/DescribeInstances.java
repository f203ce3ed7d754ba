package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.child;
import static io.muster.local.front.AnswerXml.items;
import static io.muster.local.front.AnswerXml.made;
import static io.muster.local.front.AnswerXml.remove;
import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.AnswerXml;
import io.muster.local.front.Question;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.w3c.dom.Element;

/**
 * What moto says of an instance otherwise than EC2:
 *
 * <ul>
 *   <li>launched and stopped just now, with the time in {@code UTC} where EC2 writes {@code GMT}
 *   <li>the image's root device, also where the launch mapped another name
 *   <li>no {@code enaSupport}, and no tenancy but {@code default}
 *   <li>{@code Linux/UNIX} as platform, where EC2 knows only {@code windows} or none
 *   <li>network interfaces of a terminated instance
 *   <li>no product codes of AWS Marketplace
 *   <li>no operator, see {@link ManagedResources}
 * </ul>
 */
final class DescribeInstances {

    private static final DateTimeFormatter REASON_TIME =
            DateTimeFormatter.ofPattern("'User initiated ('yyyy-MM-dd HH:mm:ss 'GMT)'")
                    .withZone(ZoneOffset.UTC);

    private DescribeInstances() {}

    static void correct(AnswerXml xml, Question question) {
        List<Element> instances = xml.all("reservationSet", "item", "instancesSet", "item");
        instances.forEach(DescribeInstances::complete);
        ManagedResources.reveal(instances, question);
    }

    private static void complete(Element instance) {
        HiddenTags.reveal(instance, HiddenTags.LAUNCHED, "launchTime");
        String reason = text(instance, "reason");
        String stopped = HiddenTags.of(instance, HiddenTags.STOPPED);
        if (stopped != null) {
            set(instance, "reason", REASON_TIME.format(Instant.parse(stopped)));
        } else if (reason != null) {
            set(instance, "reason", reason.replace(" UTC)", " GMT)"));
        }
        String tenancy = HiddenTags.of(instance, HiddenTags.TENANCY);
        if (tenancy != null) {
            set(made(instance, "placement"), "tenancy", tenancy);
        }
        set(
                instance,
                "enaSupport",
                Boolean.toString(!"false".equals(HiddenTags.of(instance, HiddenTags.ENA))));
        String product = HiddenTags.of(instance, HiddenTags.PRODUCT);
        if (product != null) {
            Element code = made(made(instance, "productCodes"), "item");
            set(code, "productCode", product);
            set(code, "type", "marketplace");
        }
        platform(instance);
        rootDevice(instance);
        child(instance, "instanceState")
                .filter(state -> "terminated".equals(text(state, "name")))
                .ifPresent(unused -> remove(instance, "networkInterfaceSet"));
    }

    /** EC2 knows no platform but Windows. */
    static void platform(Element resource) {
        boolean windows = "windows".equals(text(resource, "platform"));
        if (!windows) {
            remove(resource, "platform");
        }
        set(resource, "platformDetails", windows ? "Windows" : "Linux/UNIX");
        set(resource, "usageOperation", windows ? "RunInstances:0002" : "RunInstances");
    }

    /** EC2's root device is always one of the mapped ones; the first of a launch request here. */
    private static void rootDevice(Element instance) {
        List<Element> mappings = items(instance, "blockDeviceMapping", "item");
        String root = text(instance, "rootDeviceName");
        String first = mappings.isEmpty() ? null : text(mappings.getFirst(), "deviceName");
        if (first != null
                && mappings.stream().noneMatch(one -> first.equals(root) || matches(one, root))) {
            set(instance, "rootDeviceName", first);
        }
    }

    private static boolean matches(
            Element mapping, @org.jspecify.annotations.Nullable String root) {
        return root != null && root.equals(text(mapping, "deviceName"));
    }
}
