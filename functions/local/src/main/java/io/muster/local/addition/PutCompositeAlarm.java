package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.items;
import static io.muster.local.front.AnswerXml.made;
import static io.muster.local.front.AnswerXml.remove;
import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Question;
import java.io.IOException;
import org.w3c.dom.Element;

/**
 * moto lacks the operation. A composite alarm is kept as a metric alarm without a metric, and its
 * rule in the description, from which DescribeAlarms reads it. The suppressor is forgotten.
 */
final class PutCompositeAlarm {

    private static final String RULE = HiddenTags.PREFIX + "rule/";

    private PutCompositeAlarm() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        Call call = question.call();
        String rule = question.form().get("AlarmRule");
        if (rule == null) {
            return ErrorAnswers.error(
                    call, 400, "ValidationError", "The request must contain AlarmRule");
        }
        Answer answer =
                next.ask(
                        new Question(
                                new Call(call.service(), "PutMetricAlarm", call.region()),
                                question.form()
                                        .with("Action", "PutMetricAlarm")
                                        .with("AlarmDescription", RULE + rule),
                                question.accessKey()));
        return answer.successful()
                ? Answer.ofXml(
                        200,
                        """
                        <PutCompositeAlarmResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">\
                        <ResponseMetadata><RequestId>muster</RequestId></ResponseMetadata>\
                        </PutCompositeAlarmResponse>""")
                : answer;
    }

    /** Makes composite alarms of those that were kept so. */
    static void reveal(AnswerXml xml) {
        Element result = made(xml.root(), "DescribeAlarmsResult");
        for (Element alarm : items(result, "MetricAlarms", "member")) {
            String description = text(alarm, "AlarmDescription");
            if (description != null && description.startsWith(RULE)) {
                remove(alarm, "AlarmDescription");
                set(alarm, "AlarmRule", description.substring(RULE.length()));
                made(result, "CompositeAlarms").appendChild(alarm);
            }
        }
    }
}
