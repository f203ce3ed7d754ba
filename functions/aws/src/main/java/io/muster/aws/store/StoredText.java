package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.MessageFields;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a finding says is wrong, as the table has it. Of ten thousand rows a screen shows a few: the
 * codes are parsed when the text is asked for.
 *
 * @param english for reviewers and older versions, and where the codes cannot be read
 * @param reasons its codes and arguments as JSON; null where an older version wrote none
 */
public record StoredText(String english, @Nullable String reasons) implements Supplier<Message> {

    static StoredText of(Finding finding) {
        return new StoredText(finding.answer().actual(), FindingTexts.reasons(finding));
    }

    static StoredText read(Item item) {
        return new StoredText(item.text(FindingTexts.ACTUAL), item.textOrNull(FindingItem.REASONS));
    }

    @Override
    public Message get() {
        if (reasons == null) {
            return Message.literal(english);
        }
        try {
            return Message.all(
                    MessageFields.readAll(JSON.std.anyFrom(reasons)), FindingTexts.SEPARATOR);
        } catch (IOException | IllegalArgumentException notWritten) {
            return Message.literal(english);
        }
    }
}
