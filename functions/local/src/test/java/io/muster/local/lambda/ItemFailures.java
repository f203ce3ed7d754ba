package io.muster.local.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Which items of a batch a function says that it could not do: ReportBatchItemFailures. */
final class ItemFailures {

    private ItemFailures() {}

    /**
     * The ids that an outcome names; all of the batch where the function did not answer, or
     * answered what Lambda does not understand or names something that was not in the batch.
     */
    static List<String> of(Outcome outcome, List<String> batch) {
        return switch (outcome) {
            case Outcome.Answered answered -> named(answered.payload(), batch);
            case Outcome.Failed failed -> batch;
            case Outcome.Exited exited -> batch;
            case Outcome.TimedOut late -> batch;
        };
    }

    private static List<String> named(String payload, List<String> batch) {
        Object answer;
        try {
            answer = JSON.std.anyFrom(payload);
        } catch (IOException noJson) {
            return batch;
        }
        if (!(answer instanceof Map<?, ?> members)
                || !(members.get("batchItemFailures") instanceof List<?> failures)) {
            // Nothing, null or no such list: Lambda takes the batch for done.
            return List.of();
        }
        List<String> ids =
                failures.stream()
                        .map(
                                each ->
                                        each instanceof Map<?, ?> failure
                                                ? String.valueOf(failure.get("itemIdentifier"))
                                                : "")
                        .toList();
        return batch.containsAll(ids) ? ids : batch;
    }
}
