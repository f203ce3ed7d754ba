package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.Question;
import java.io.IOException;

/**
 * moto forgets {@code Placement.Tenancy}: every instance says {@code default}. It is kept in a
 * hidden tag, from which {@link DescribeInstances} reads it.
 */
final class RunInstances {

    private RunInstances() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        String tenancy = question.form().get("Placement.Tenancy");
        return next.ask(
                tenancy == null
                        ? question
                        : question.with(
                                HiddenTags.tagged(
                                        question.form(), "instance", HiddenTags.TENANCY, tenancy)));
    }
}
