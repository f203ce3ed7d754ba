package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.append;
import static io.muster.local.front.AnswerXml.made;
import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Call;
import io.muster.local.front.Question;
import java.io.IOException;
import org.w3c.dom.Element;

/**
 * moto lacks the operation. Every volume passes its checks but one with a hidden tag, to which I/O
 * is disabled as EC2 does where data may be inconsistent. The pages are those of DescribeVolumes.
 */
final class DescribeVolumeStatus implements Addition {

    @Override
    public boolean concerns(Call call) {
        return call.is("ec2", "DescribeVolumeStatus");
    }

    @Override
    public Answer answer(Question question, Asked next) throws IOException {
        Answer answer = next.ask(question.toEc2("DescribeVolumes", question.form()));
        if (!answer.successful()) {
            return answer;
        }
        AnswerXml volumes = AnswerXml.of(answer);
        AnswerXml xml =
                AnswerXml.of(
                        Answer.ofXml(
                                200,
                                """
                                <DescribeVolumeStatusResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">\
                                <volumeStatusSet/></DescribeVolumeStatusResponse>"""));
        Element statuses = made(xml.root(), "volumeStatusSet");
        for (Element volume : volumes.all("volumeSet", "item")) {
            describe(volume, append(statuses, "item"));
        }
        String token = text(volumes.root(), "nextToken");
        if (token != null) {
            set(xml.root(), "nextToken", token);
        }
        return xml.toAnswer();
    }

    private static void describe(Element volume, Element item) {
        boolean passed = HiddenTags.of(volume, HiddenTags.IMPAIRED) == null;
        set(item, "volumeId", String.valueOf(text(volume, "volumeId")));
        Element status = append(item, "volumeStatus");
        set(status, "status", passed ? "ok" : "impaired");
        Element details = append(status, "details");
        detail(details, "io-enabled", passed ? "passed" : "failed");
        detail(details, "io-performance", passed ? "normal" : "not-applicable");
        if (!passed) {
            Element event = append(append(item, "eventsSet"), "item");
            set(event, "eventId", "evol-0123456789abcdef0");
            set(event, "eventType", "potential-data-inconsistency");
            set(event, "description", "Awaiting Action: Enable IO");
        }
    }

    private static void detail(Element details, String name, String status) {
        Element item = append(details, "item");
        set(item, "name", name);
        set(item, "status", status);
    }
}
