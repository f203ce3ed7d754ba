package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Call;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What moto says of snapshots otherwise than EC2:
 *
 * <ul>
 *   <li>it ignores {@code OwnerIds} and gives the thousand of its built-in images as one's own
 *   <li>taken just now
 *   <li>the snapshot of a copied image names a volume that existed for a moment; EC2 gives the
 *       dummy {@code vol-ffffffff} and says in the description where it was copied from
 * </ul>
 */
final class DescribeSnapshots {

    private static final Pattern OF_IMAGE =
            Pattern.compile("Auto-created snapshot for AMI (ami-[0-9a-f]+)");

    private DescribeSnapshots() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        Answer answer = next.ask(question.with(question.form().without(DescribeSnapshots::owner)));
        if (!answer.successful()) {
            return answer;
        }
        AnswerXml xml = AnswerXml.of(answer);
        List<String> owners = question.form().list("Owner");
        String self = owners.contains("self") ? account(question, next) : null;
        for (Element snapshot : xml.all("snapshotSet", "item")) {
            if (owners.isEmpty() || owned(snapshot, owners, self)) {
                complete(snapshot);
            } else {
                snapshot.getParentNode().removeChild(snapshot);
            }
        }
        return xml.toAnswer();
    }

    private static boolean owner(String field) {
        return field.startsWith("Owner.");
    }

    private static boolean owned(Element snapshot, List<String> owners, @Nullable String self) {
        String owner = text(snapshot, "ownerId");
        return owner != null && (owners.contains(owner) || owner.equals(self));
    }

    private static void complete(Element snapshot) {
        HiddenTags.reveal(snapshot, HiddenTags.CREATED, "startTime");
        String description = text(snapshot, "description");
        Matcher image = OF_IMAGE.matcher(description == null ? "" : description);
        if (image.matches()) {
            set(snapshot, "volumeId", "vol-ffffffff");
            set(snapshot, "description", "Copied for DestinationAmi " + image.group(1));
        }
    }

    /** The caller's account, which EC2 does not say anywhere else than in what is owned. */
    private static @Nullable String account(Question question, Addition.Asked next)
            throws IOException {
        Question who =
                new Question(
                        new Call("sts", "GetCallerIdentity", question.call().region()),
                        Form.of("Action", "GetCallerIdentity", "Version", "2011-06-15"),
                        question.accessKey());
        Answer answer = next.ask(who);
        if (!answer.successful()) {
            return null;
        }
        return AnswerXml.of(answer).all("GetCallerIdentityResult", "Account").stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElse(null);
    }
}
