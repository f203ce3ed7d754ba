package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.append;
import static io.muster.local.front.AnswerXml.made;
import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What moto says of a volume otherwise than EC2:
 *
 * <ul>
 *   <li>one attachment, the last, of a multi-attach volume, though its instances know better
 *   <li>no {@code deleteOnTermination} in an attachment
 *   <li>no baseline: EC2 gives gp2 three operations a second and GiB, from 100 to 16,000, and gp3
 *       125 MiB/s where nothing was asked for
 *   <li>made just now
 * </ul>
 */
final class DescribeVolumes {

    private static final int MIN_GP2_IOPS = 100;
    private static final int MAX_GP2_IOPS = 16_000;

    private DescribeVolumes() {}

    static void correct(AnswerXml xml, Question question, Addition.Asked next) throws IOException {
        Map<String, List<Attachment>> attachments = attachments(question, next);
        ManagedResources.reveal(xml.all("volumeSet", "item"), question);
        for (Element volume : xml.all("volumeSet", "item")) {
            complete(volume);
            List<Attachment> known = attachments.get(text(volume, "volumeId"));
            if (known != null) {
                attach(volume, known);
            }
        }
    }

    private static void complete(Element volume) {
        HiddenTags.reveal(volume, HiddenTags.CREATED, "createTime");
        String type = text(volume, "volumeType");
        String size = text(volume, "size");
        if ("gp2".equals(type) && size != null) {
            int iops = Math.clamp(3L * Long.parseLong(size), MIN_GP2_IOPS, MAX_GP2_IOPS);
            set(volume, "iops", Integer.toString(iops));
        }
        if ("gp3".equals(type) && text(volume, "throughput") == null) {
            set(volume, "throughput", "125");
        }
    }

    private static void attach(Element volume, List<Attachment> attachments) {
        Element set = made(volume, "attachmentSet");
        while (set.getFirstChild() != null) {
            set.removeChild(set.getFirstChild());
        }
        for (Attachment attachment : attachments) {
            Element item = append(set, "item");
            set(item, "volumeId", attachment.volume());
            set(item, "instanceId", attachment.instance());
            set(item, "device", attachment.device());
            set(item, "status", "attached");
            set(item, "attachTime", attachment.time());
            set(item, "deleteOnTermination", attachment.deleteOnTermination());
        }
    }

    /** What the instances' block device mappings say, by volume. */
    private static Map<String, List<Attachment>> attachments(Question question, Addition.Asked next)
            throws IOException {
        Map<String, List<Attachment>> found = new LinkedHashMap<>();
        @Nullable String token = null;
        do {
            Form form = Form.of("MaxResults", "1000");
            Answer answer =
                    next.ask(
                            question.toEc2(
                                    "DescribeInstances",
                                    token == null ? form : form.with("NextToken", token)));
            if (!answer.successful()) {
                return Map.of();
            }
            AnswerXml xml = AnswerXml.of(answer);
            for (Element instance : xml.all("reservationSet", "item", "instancesSet", "item")) {
                for (Element mapping : AnswerXml.items(instance, "blockDeviceMapping", "item")) {
                    Attachment attachment = Attachment.of(instance, mapping);
                    found.computeIfAbsent(attachment.volume(), unused -> new ArrayList<>())
                            .add(attachment);
                }
            }
            token = text(xml.root(), "nextToken");
        } while (token != null);
        return found;
    }

    private record Attachment(
            String volume,
            String instance,
            String device,
            String time,
            String deleteOnTermination) {

        static Attachment of(Element instance, Element mapping) {
            Element ebs = made(mapping, "ebs");
            return new Attachment(
                    orEmpty(text(ebs, "volumeId")),
                    orEmpty(text(instance, "instanceId")),
                    orEmpty(text(mapping, "deviceName")),
                    orEmpty(text(ebs, "attachTime")),
                    orEmpty(text(ebs, "deleteOnTermination")));
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }
}
