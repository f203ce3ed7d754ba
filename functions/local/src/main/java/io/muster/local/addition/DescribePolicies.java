package io.muster.local.addition;

import static io.muster.local.front.AnswerXml.set;
import static io.muster.local.front.AnswerXml.text;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.w3c.dom.Element;

/** moto leaves out whether a scaling policy is enabled. */
final class DescribePolicies {

    private DescribePolicies() {}

    static void correct(AnswerXml xml, Question question, Addition.Asked next) throws IOException {
        Set<String> off = off(question, next);
        for (Element policy : xml.all("DescribePoliciesResult", "ScalingPolicies", "member")) {
            String key =
                    text(policy, "AutoScalingGroupName")
                            + " "
                            + HiddenTags.POLICY_OFF
                            + text(policy, "PolicyName");
            set(policy, "Enabled", Boolean.toString(!off.contains(key)));
        }
    }

    /** Group and tag key, with a blank between them, of every policy that is switched off. */
    private static Set<String> off(Question question, Addition.Asked next) throws IOException {
        Answer answer = next.ask(question.toAutoScaling("DescribeTags", Form.of()));
        Set<String> off = new HashSet<>();
        if (answer.successful()) {
            for (Element tag : AnswerXml.of(answer).all("DescribeTagsResult", "Tags", "member")) {
                off.add(text(tag, "ResourceId") + " " + text(tag, "Key"));
            }
        }
        return off;
    }
}
