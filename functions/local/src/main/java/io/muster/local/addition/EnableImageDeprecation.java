package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;

/**
 * moto lacks the operation. The time is kept in a hidden tag, from which {@link DescribeImages}
 * reads it. EC2 takes only a time to come; here a past one is taken too, for the fleet's sake.
 */
final class EnableImageDeprecation {

    private EnableImageDeprecation() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        String image = question.form().get("ImageId");
        String at = question.form().get("DeprecateAt");
        if (image == null || at == null) {
            return ErrorAnswers.error(
                    question.call(),
                    400,
                    "MissingParameter",
                    "The request must contain the parameters ImageId and DeprecateAt");
        }
        Form tag =
                Form.of("ResourceId.1", image, "Tag.1.Key", HiddenTags.DEPRECATED)
                        .with("Tag.1.Value", at);
        Answer answer = next.ask(question.toEc2("CreateTags", tag));
        return answer.successful()
                ? Answer.ofXml(
                        200,
                        """
                        <EnableImageDeprecationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">\
                        <return>true</return></EnableImageDeprecationResponse>""")
                : answer;
    }
}
