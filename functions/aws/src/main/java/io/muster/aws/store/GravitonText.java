package io.muster.aws.store;

import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MatchingImage.Found;
import io.muster.readiness.fact.MatchingImage.How;
import io.muster.readiness.fact.MatchingImage.None;
import io.muster.readiness.fact.MatchingImage.Unread;
import io.muster.readiness.graviton.Effort;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Destinations;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.PriceBasis;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.MessageFields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verdict on a move to arm64, as members of an instance in a roster. */
final class GravitonText {

    private GravitonText() {}

    static @Nullable Map<String, @Nullable Object> members(@Nullable GravitonVerdict verdict) {
        if (verdict == null) {
            return null;
        }
        Effort effort = verdict.effort();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("outcome", verdict.outcome().name());
        members.put("effort", effort == null ? null : effort.name());
        members.put("blockers", MessageFields.of(verdict.blockers()));
        members.put("reasons", MessageFields.of(verdict.reasons()));
        members.put("prices", verdict.prices().name());
        members.put("cheapest", option(verdict.cheapest()));
        members.put("newest", option(verdict.newest()));
        members.put("tradeOff", option(verdict.tradeOff()));
        members.put("image", image(verdict.image()));
        return members;
    }

    private static @Nullable Map<String, @Nullable Object> image(@Nullable MatchingImage image) {
        if (image == null) {
            return null;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        switch (image) {
            case Found found -> {
                members.put("id", found.id());
                members.put("name", found.name());
                members.put("how", found.how().name());
                members.put("by", found.by());
            }
            case None none -> members.put("none", MessageFields.of(none.why()));
            case Unread unread -> {
                members.put("unread", unread.reason().name());
                members.put("none", MessageFields.of(unread.why()));
            }
        }
        return members;
    }

    private static @Nullable MatchingImage image(Map<?, ?> members) {
        if (!(members.get("image") instanceof Map<?, ?> image)) {
            return null;
        }
        Object none = image.get("none");
        if (none == null) {
            return new Found(
                    String.valueOf(image.get("id")),
                    text(image, "name"),
                    How.valueOf(String.valueOf(image.get("how"))),
                    String.valueOf(image.get("by")));
        }
        String unread = text(image, "unread");
        return unread == null
                ? new None(MessageFields.read(none))
                : new Unread(Why.valueOf(unread), MessageFields.read(none));
    }

    private static @Nullable Map<String, @Nullable Object> option(@Nullable Option option) {
        if (option == null) {
            return null;
        }
        BigDecimal delta = option.monthlyDelta();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("type", option.instanceType());
        members.put("delta", delta == null ? null : delta.toPlainString());
        members.put("shortfalls", MessageFields.of(option.shortfalls()));
        return members;
    }

    /**
     * Reads a verdict.
     *
     * @return null for none: an older version of Muster wrote the instance
     * @throws IllegalArgumentException if it is none
     */
    static @Nullable GravitonVerdict verdict(@Nullable Object from) {
        if (!(from instanceof Map<?, ?> members)) {
            return null;
        }
        String effort = text(members, "effort");
        return new GravitonVerdict(
                Outcome.valueOf(String.valueOf(members.get("outcome"))),
                effort == null ? null : Effort.valueOf(effort),
                messages(members, "blockers"),
                messages(members, "reasons"),
                new Destinations(
                        PriceBasis.valueOf(String.valueOf(members.get("prices"))),
                        option(members, "cheapest"),
                        option(members, "newest"),
                        option(members, "tradeOff"),
                        image(members)));
    }

    private static @Nullable Option option(Map<?, ?> members, String name) {
        if (!(members.get(name) instanceof Map<?, ?> option)) {
            return null;
        }
        String delta = text(option, "delta");
        return new Option(
                String.valueOf(option.get("type")),
                delta == null ? null : new BigDecimal(delta),
                messages(option, "shortfalls"));
    }

    private static List<Message> messages(Map<?, ?> members, String name) {
        Object messages = members.get(name);
        return messages == null ? List.of() : MessageFields.readAll(messages);
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) == null ? null : String.valueOf(members.get(name));
    }
}
