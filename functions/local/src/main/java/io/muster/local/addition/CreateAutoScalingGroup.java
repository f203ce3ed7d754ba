package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;

/**
 * moto forgets {@code MaxInstanceLifetime}. It is kept in a hidden tag of the group, from which
 * {@link DescribeAutoScalingGroups} reads it.
 */
final class CreateAutoScalingGroup {

    private CreateAutoScalingGroup() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        Form form = question.form();
        String lifetime = form.get("MaxInstanceLifetime");
        if (lifetime == null) {
            return next.ask(question);
        }
        int tag = 1;
        while (form.get("Tags.member." + tag + ".Key") != null) {
            tag++;
        }
        return next.ask(
                question.with(
                        form.with("Tags.member." + tag + ".Key", HiddenTags.LIFETIME)
                                .with("Tags.member." + tag + ".Value", lifetime)
                                .with("Tags.member." + tag + ".PropagateAtLaunch", "false")));
    }
}
