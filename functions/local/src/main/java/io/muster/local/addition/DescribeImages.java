package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * What moto says of images otherwise than EC2:
 *
 * <ul>
 *   <li>it leaves out an unknown id from a list of them, where EC2 refuses the whole call
 *   <li>made just now, and never deprecated
 *   <li>{@code Linux/UNIX} as platform, where EC2 knows only {@code windows} or none
 *   <li>no {@code enaSupport}
 *   <li>the snapshot of its own, see {@link RegisterImage}
 * </ul>
 */
final class DescribeImages {

    private static final Pattern ID = Pattern.compile("ami-[0-9a-f]{8,32}");

    private DescribeImages() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        Answer answer = next.ask(question);
        if (!answer.successful()) {
            return answer;
        }
        AnswerXml xml = AnswerXml.of(answer);
        List<Element> images = xml.all("imagesSet", "item");
        List<String> unknown = new ArrayList<>(question.form().list("ImageId"));
        images.forEach(image -> unknown.remove(text(image, "imageId")));
        if (!unknown.isEmpty() && unknown.stream().allMatch(id -> ID.matcher(id).matches())) {
            return ErrorAnswers.error(
                    question.call(),
                    400,
                    "InvalidAMIID.NotFound",
                    "The image id '[%s]' does not exist".formatted(String.join(", ", unknown)));
        }
        images.forEach(DescribeImages::complete);
        return xml.toAnswer();
    }

    private static void complete(Element image) {
        HiddenTags.reveal(image, HiddenTags.CREATED, "creationDate");
        HiddenTags.reveal(image, HiddenTags.DEPRECATED, "deprecationTime");
        RegisterImage.reveal(image);
        DescribeInstances.platform(image);
        set(image, "enaSupport", "true");
    }
}
