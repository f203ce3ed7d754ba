package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Statement;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.MessageFields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a finding in its item: in English, for reviewers and programs, and beside that as
 * codes and arguments, of which every language can be made. Items of older versions have the
 * English alone.
 */
final class FindingTexts {

    private static final String EXPECTED = "expected";
    private static final String EVIDENCE = "evidence";
    private static final String REMEDY = "remedy";
    static final String ACTUAL = "actual";
    static final String SEPARATOR = "; ";

    private FindingTexts() {}

    /** What is said as actual, as JSON. */
    static String reasons(Finding finding) {
        return MessageFields.json(finding.answer().says().actual().parts());
    }

    /** What is expected, the evidence and the comments of the remedy, as JSON. */
    static String others(Finding finding) {
        Statement says = finding.answer().says();
        Map<String, Object> texts = new LinkedHashMap<>();
        texts.put(EXPECTED, MessageFields.of(says.expected()));
        texts.put(EVIDENCE, MessageFields.of(says.evidence()));
        texts.put(REMEDY, MessageFields.of(finding.instructions().comments()));
        return MessageFields.json(texts);
    }

    static Message title(Item item) {
        Message title = Spec.title(item.text("check"));
        String written = item.text("title");
        return title.english().equals(written) ? title : Message.literal(written);
    }

    static Message actual(Item item) {
        return item.has(FindingItem.REASONS)
                ? Message.all(
                        messages(item, FindingItem.REASONS, parsed(item, FindingItem.REASONS)),
                        SEPARATOR)
                : Message.literal(item.text(ACTUAL));
    }

    /**
     * What an item says of a finding.
     *
     * @param statement what is expected, and what is
     * @param instructions what to do about it
     */
    record Said(Statement statement, Instructions instructions) {

        static Said of(Item item) {
            String remedy = item.text(REMEDY);
            if (!item.has(FindingItem.TEXTS)) {
                return new Said(
                        new Statement(
                                Message.literal(item.text(EXPECTED)),
                                actual(item),
                                item.texts(EVIDENCE).stream().map(Message::literal).toList()),
                        new Instructions(remedy, List.of()));
            }
            Map<?, ?> texts = texts(item);
            return new Said(
                    new Statement(
                            messages(item, FindingItem.TEXTS, List.of(part(item, texts, EXPECTED)))
                                    .getFirst(),
                            actual(item),
                            messages(item, FindingItem.TEXTS, part(item, texts, EVIDENCE))),
                    new Instructions(
                            remedy, messages(item, FindingItem.TEXTS, part(item, texts, REMEDY))));
        }
    }

    /** Whether this version says in other English what the item's codes say. */
    static boolean outdated(Item item, Finding finding) {
        return !item.text(EXPECTED).equals(finding.answer().expected())
                || !item.text(ACTUAL).equals(finding.answer().actual())
                || !item.texts(EVIDENCE).equals(finding.answer().evidence());
    }

    private static Map<?, ?> texts(Item item) {
        if (parsed(item, FindingItem.TEXTS) instanceof Map<?, ?> texts) {
            return texts;
        }
        throw item.corrupt("'%s' is not an object".formatted(FindingItem.TEXTS));
    }

    private static Object part(Item item, Map<?, ?> texts, String name) {
        Object part = texts.get(name);
        if (part == null) {
            throw item.corrupt("'%s' has no '%s'".formatted(FindingItem.TEXTS, name));
        }
        return part;
    }

    private static List<Message> messages(Item item, String attribute, Object fields) {
        try {
            return MessageFields.readAll(fields);
        } catch (IllegalArgumentException notWritten) {
            throw item.corrupt("'%s': %s".formatted(attribute, notWritten.getMessage()));
        }
    }

    private static Object parsed(Item item, String attribute) {
        try {
            return JSON.std.anyFrom(item.text(attribute));
        } catch (IOException notJson) {
            throw item.corrupt("'%s' is not JSON".formatted(attribute));
        }
    }
}
