package io.muster.aws.store;

import io.muster.aws.store.StoredGuest.Attempt;
import io.muster.aws.store.StoredGuest.Failure;
import io.muster.aws.store.StoredGuest.Said;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.probe.ProbeAnswer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A guest as an item. Its answer stays as the guest packed it: a later Muster may read more out of
 * it, and the item stays at about a tenth of the text's size.
 */
final class GuestItem {

    /** A guest that could not be asked for so long is gone; its item need not be read for ever. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final String ANSWER = "answer";

    /** The code and arguments of the failure's detail, which stands beside in English. */
    private static final String FAILURE_SAYS = "failureSays";

    private GuestItem() {}

    static Map<String, AttributeValue> key(Scope scope, String instanceId) {
        return Keys.in(scope, Keys.guest(instanceId));
    }

    static Attributes write(StoredGuest guest) {
        Attempt newest = guest.newest();
        Failure failure = newest.failure();
        Said said = guest.said();
        Attributes attributes = Attributes.item(guest.scope(), Keys.guest(guest.instanceId()));
        attributes
                .put("instanceId", guest.instanceId())
                .put("askedAt", newest.at())
                .put("askedBy", newest.commandId())
                .put("failure", failure == null ? null : failure.why())
                .put("failureDetail", failure == null ? null : failure.detail().english())
                .put(FAILURE_SAYS, failure == null ? null : MessageText.write(failure.detail()))
                .put("history", DiskHistoryText.write(guest.history()))
                .expiresAt(newest.at().plus(KEPT));
        if (said != null) {
            attributes
                    .put(FindingItem.OBSERVED_AT, said.at())
                    .put("answeredTo", said.commandId())
                    .put(ANSWER, said.answer().bytes())
                    .put("answerCompressed", said.answer().compressed())
                    .put("answerBytes", said.answer().rawBytes());
        }
        return attributes;
    }

    /**
     * Reads an item.
     *
     * @throws StoreException.NewerItem if a newer Muster wrote it
     * @throws StoreException.CorruptItem if none can have
     */
    static StoredGuest read(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        StoredGuest guest =
                new StoredGuest(
                        item.scope(),
                        item.text("instanceId"),
                        item.has(ANSWER) ? said(item) : null,
                        new Attempt(item.time("askedAt"), item.text("askedBy"), failure(item)),
                        DiskHistoryText.read(item, "history"));
        if (!item.text(Keys.SK).equals(Keys.guest(guest.instanceId()))) {
            throw item.corrupt("its key is not that of " + guest.instanceId());
        }
        return guest;
    }

    private static Said said(Item item) {
        return new Said(
                item.time(FindingItem.OBSERVED_AT),
                item.text("answeredTo"),
                new ProbeAnswer(
                        item.flag("answerCompressed"),
                        item.bytes(ANSWER),
                        item.count("answerBytes")));
    }

    private static @Nullable Failure failure(Item item) {
        Why why = item.constantOrNull(Why.class, "failure");
        return why == null
                ? null
                : new Failure(
                        why,
                        MessageText.read(
                                item.textOrNull(FAILURE_SAYS), item.text("failureDetail")));
    }
}
