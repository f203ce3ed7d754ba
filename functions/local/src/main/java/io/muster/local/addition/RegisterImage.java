package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.append;
import static io.muster.local.front.AnswerXml.made;
import static io.muster.local.front.AnswerXml.set;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.List;
import org.w3c.dom.Element;

/**
 * moto forgets the block devices of an image that is registered. The snapshot of its first one is
 * kept in a hidden tag, from which {@link DescribeImages} reads it.
 */
final class RegisterImage {

    private RegisterImage() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        Answer answer = next.ask(question);
        String snapshot = question.form().get("BlockDeviceMapping.1.Ebs.SnapshotId");
        if (!answer.successful() || snapshot == null) {
            return answer;
        }
        List<Element> image = AnswerXml.of(answer).all("imageId");
        Form tag =
                Form.of("ResourceId.1", image.getFirst().getTextContent())
                        .with("Tag.1.Key", HiddenTags.SNAPSHOT)
                        .with("Tag.1.Value", snapshot);
        Answer tagged = next.ask(question.toEc2("CreateTags", tag));
        return tagged.successful() ? answer : tagged;
    }

    /** Gives an image the snapshot that it was registered from. */
    static void reveal(Element image) {
        String snapshot = HiddenTags.of(image, HiddenTags.SNAPSHOT);
        if (snapshot != null) {
            Element devices = made(image, "blockDeviceMapping");
            while (devices.getFirstChild() != null) {
                devices.removeChild(devices.getFirstChild());
            }
            Element device = append(devices, "item");
            set(device, "deviceName", "/dev/sda1");
            set(made(device, "ebs"), "snapshotId", snapshot);
        }
    }
}
