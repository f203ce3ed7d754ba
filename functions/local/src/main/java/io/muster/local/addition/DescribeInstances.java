package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.child;
import static io.muster.local.front.AnswerXml.children;
import static io.muster.local.front.AnswerXml.made;
import static io.muster.local.front.AnswerXml.remove;
import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Call;
import io.muster.local.front.Question;
import java.io.IOException;
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
 * </ul>
 */
final class DescribeInstances implements Addition {

    private static final DateTimeFormatter REASON_TIME =
            DateTimeFormatter.ofPattern("'User initiated ('yyyy-MM-dd HH:mm:ss 'GMT)'")
                    .withZone(ZoneOffset.UTC);

    @Override
    public boolean concerns(Call call) {
        return call.is("ec2", "DescribeInstances");
    }

    @Override
    public Answer answer(Question question, Asked next) throws IOException {
        Answer answer = next.ask(question);
        if (!answer.successful()) {
            return answer;
        }
        AnswerXml xml = AnswerXml.of(answer);
        xml.all("reservationSet", "item", "instancesSet", "item")
                .forEach(DescribeInstances::complete);
        return xml.toAnswer();
    }

    private static void complete(Element instance) {
        String launched = HiddenTags.of(instance, HiddenTags.LAUNCHED);
        if (launched != null) {
            set(instance, "launchTime", launched);
        }
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
        boolean windows = "windows".equals(text(instance, "platform"));
        if (!windows) {
            remove(instance, "platform");
        }
        set(instance, "platformDetails", windows ? "Windows" : "Linux/UNIX");
        rootDevice(instance);
        child(instance, "instanceState")
                .filter(state -> "terminated".equals(text(state, "name")))
                .ifPresent(unused -> remove(instance, "networkInterfaceSet"));
    }

    /** EC2's root device is always one of the mapped ones; the first of a launch request here. */
    private static void rootDevice(Element instance) {
        List<Element> mappings =
                child(instance, "blockDeviceMapping")
                        .map(mapping -> children(mapping, "item"))
                        .orElse(List.of());
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
