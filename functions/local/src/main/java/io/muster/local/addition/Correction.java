package io.muster.local.addition;

import io.muster.local.front.Addition;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Call;
import io.muster.local.front.Question;
import java.io.IOException;

/**
 * An addition to one operation.
 *
 * @param action as IAM names it, such as {@code ec2:DescribeVolumes}
 */
record Correction(String action, Answering how) implements Addition {

    /** How the operation is answered. */
    @FunctionalInterface
    interface Answering {

        /** As {@link Addition#answer} does. */
        Answer answer(Question question, Asked next) throws IOException;
    }

    /** What is wrong in the answers to one operation. */
    @FunctionalInterface
    interface Corrected {

        /**
         * Changes an answer.
         *
         * @param next answers further questions as the emulator would
         */
        void correct(AnswerXml xml, Question question, Asked next) throws IOException;
    }

    /** Lets the emulator answer, and corrects the XML of what it says. */
    static Correction of(String action, Corrected corrected) {
        return new Correction(
                action,
                (question, next) -> {
                    Answer answer = next.ask(question);
                    if (!answer.successful()) {
                        return answer;
                    }
                    AnswerXml xml = AnswerXml.of(answer);
                    corrected.correct(xml, question, next);
                    return xml.toAnswer();
                });
    }

    @Override
    public boolean concerns(Call call) {
        return call.action().equals(action);
    }

    @Override
    public Answer answer(Question question, Asked next) throws IOException {
        return how.answer(question, next);
    }
}
