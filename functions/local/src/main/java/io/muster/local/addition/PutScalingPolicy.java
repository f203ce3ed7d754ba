package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;

/**
 * moto forgets whether a policy is enabled. That it is not is kept in a hidden tag of its group,
 * from which {@link DescribePolicies} reads it: a policy has no tags.
 */
final class PutScalingPolicy {

    private PutScalingPolicy() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        Answer answer = next.ask(question);
        String group = question.form().get("AutoScalingGroupName");
        String policy = question.form().get("PolicyName");
        if (answer.successful()
                && group != null
                && policy != null
                && "false".equals(question.form().get("Enabled"))) {
            String tag = "Tags.member.1.";
            Form form =
                    Form.of(tag + "ResourceId", group, tag + "ResourceType", "auto-scaling-group")
                            .with(tag + "Key", HiddenTags.POLICY_OFF + policy)
                            .with(tag + "Value", "true")
                            .with(tag + "PropagateAtLaunch", "false");
            Answer tagged = next.ask(question.toAutoScaling("CreateOrUpdateTags", form));
            return tagged.successful() ? answer : tagged;
        }
        return answer;
    }
}
