package io.muster.readiness.migration;

import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan says, in whatever form it is shown. */
public final class PlanTexts {

    /** Of the instances of one move; more are counted. */
    private static final int MAX_NAMED = 20;

    private PlanTexts() {}

    /** What moves together: a group, or an instance and how many more. */
    public static Message what(Move move) {
        int count = move.instances().size();
        if (move.group() != null) {
            return Message.of("migration.group")
                    .with("group", move.group().name())
                    .with("count", count);
        }
        Message first = named(move.first().instance());
        return count == 1
                ? first
                : Message.of("migration.several-instances")
                        .with("instance", first)
                        .with("count", count - 1);
    }

    /** An instance by its id, and its name where it has one. */
    public static Message named(InstanceReadiness instance) {
        String name = instance.name();
        return name == null
                ? Message.of("migration.one-instance").with("instance", instance.id())
                : Message.of("migration.named-instance")
                        .with("instance", instance.id())
                        .with("name", name);
    }

    /** How many instances there are of each type. */
    public static Message types(Move move) {
        return Message.all(
                move.types().entrySet().stream()
                        .map(
                                type ->
                                        Message.of("migration.type-count")
                                                .with("type", type.getKey())
                                                .with("count", type.getValue()))
                        .toList(),
                ", ");
    }

    /** Where it is, what it can move to at which price, and what that changes. */
    public static List<Message> facts(Move move) {
        List<Message> facts = new ArrayList<>();
        facts.add(
                Message.of("migration.where")
                        .with("account", move.scope().account())
                        .with("region", move.scope().region())
                        .with("instances", ids(move)));
        if (move.group() != null && move.group().manager() != null) {
            facts.add(move.group().manager().message());
        }
        move.verdict()
                .ifPresent(
                        verdict -> {
                            option(Message.of("migration.cheapest"), verdict.cheapest(), facts);
                            option(Message.of("migration.newest"), verdict.newest(), facts);
                            option(Message.of("migration.trade-off"), verdict.tradeOff(), facts);
                            facts.add(verdict.prices().message());
                            facts.add(
                                    move.image()
                                            .map(MatchingImage::message)
                                            .orElseGet(
                                                    () ->
                                                            Message.of(
                                                                    "migration.image-not-looked-for")));
                            facts.addAll(
                                    move.changes().isEmpty()
                                            ? List.of(
                                                    Message.of("migration.changes-unknown")
                                                            .with("instance", move.first().id()))
                                            : move.changes());
                        });
        return facts;
    }

    private static List<Message> ids(Move move) {
        List<Message> named =
                new ArrayList<>(
                        move.instances().stream()
                                .limit(MAX_NAMED)
                                .map(each -> named(each.instance()))
                                .toList());
        int more = move.instances().size() - MAX_NAMED;
        if (more > 0) {
            named.add(Message.of("common.and-more").with("count", more));
        }
        return named;
    }

    private static void option(Message text, @Nullable Option option, List<Message> to) {
        if (option != null) {
            Message shown =
                    text.with("type", option.instanceType())
                            .with("difference", Prices.difference(option.monthlyDelta()));
            to.add(
                    option.shortfalls().isEmpty()
                            ? shown
                            : shown.with("shortfalls", option.shortfalls()));
        }
    }

    /** Something to do before a move. */
    public static Message said(Work work) {
        return (work.blocks() ? Message.of("migration.work-blocks") : Message.of("migration.work"))
                .with("action", work.action().title())
                .with("what", work.what())
                .with("count", work.instances());
    }

    /** Why an instance stays. */
    public static Message reason(ScannedInstance stays) {
        GravitonVerdict verdict = stays.instance().graviton();
        return verdict == null || stays.outcome() == Outcome.READY
                ? Message.of("migration.on-arm64")
                : Message.all(verdict.reasons(), ", ");
    }
}
