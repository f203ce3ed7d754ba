package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Form;
import io.muster.local.front.Question;
import java.io.IOException;

/** moto says of an unknown prefix list that it has no entries, where EC2 refuses the call. */
final class GetManagedPrefixListEntries {

    private GetManagedPrefixListEntries() {}

    static Answer answer(Question question, Addition.Asked next) throws IOException {
        Answer answer = next.ask(question);
        String id = question.form().get("PrefixListId");
        if (!answer.successful()
                || id == null
                || !AnswerXml.of(answer).all("entrySet", "item").isEmpty()) {
            return answer;
        }
        Answer known =
                next.ask(
                        question.toEc2(
                                "DescribeManagedPrefixLists", Form.of("PrefixListId.1", id)));
        return known.successful() && AnswerXml.of(known).all("prefixListSet", "item").isEmpty()
                ? ErrorAnswers.error(
                        question.call(),
                        400,
                        "InvalidPrefixListID.NotFound",
                        "The prefix list ID '%s' does not exist".formatted(id))
                : answer;
    }
}
