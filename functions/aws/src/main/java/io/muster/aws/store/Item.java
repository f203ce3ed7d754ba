package io.muster.aws.store;

import io.muster.readiness.fact.Scope;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as it was read, which may have been edited by hand: every attribute is asked for by its
 * type, and what is not as Muster writes it is a {@link StoreException.CorruptItem} that names the
 * item.
 */
final class Item {

    /**
     * The version of the layout of every kind of item. Version 2 has findings that tell a blind
     * spot, findings that can no longer be seen, and the index {@code open-by-verdict}. Version 3
     * has the codes and arguments of texts.
     */
    static final int VERSION = 3;

    /** The first version whose open findings are in the index {@code open-by-verdict}. */
    static final int VERDICT_INDEX_VERSION = 2;

    static final String VERSION_ATTRIBUTE = "v";

    /** Asked for a failure alone: very many items are read without one. */
    private final Supplier<String> name;

    private final Map<String, AttributeValue> attributes;

    private Item(Supplier<String> name, Map<String, AttributeValue> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /**
     * An item of a version that this Muster knows.
     *
     * @throws StoreException.NewerItem if it was written by a newer one
     */
    static Item of(String table, Map<String, AttributeValue> attributes) {
        Item item = new Item(() -> nameOf(table, attributes), attributes);
        long version = item.number(VERSION_ATTRIBUTE);
        if (version > VERSION) {
            throw new StoreException.NewerItem(item.name.get(), version, VERSION);
        }
        return item;
    }

    /** What an index holds of an item; no index holds its version. */
    static Item ofIndex(String table, Map<String, AttributeValue> attributes) {
        return new Item(
                () ->
                        "%s: %s / %s"
                                .formatted(
                                        table, keyText(attributes, Keys.PK), sortKey(attributes)),
                attributes);
    }

    /** The table's sort key of a row of an index, whose own ends in it. */
    private static String sortKey(Map<String, AttributeValue> row) {
        String[] order = keyText(row, Keys.OPEN_SK).split("#", 4);
        return order.length < 4 ? keyText(row, Keys.SK) : Keys.FINDING_PREFIX + order[3];
    }

    /** Whether an older Muster wrote it, which knew less to write. */
    boolean outdated() {
        return number(VERSION_ATTRIBUTE) < VERSION;
    }

    /** A map inside this item. */
    Item map(String attribute) {
        return new Item(
                () -> name.get() + " " + attribute,
                typed(attribute, value -> value.hasM() ? value.m() : null, "not a map"));
    }

    Iterable<String> names() {
        return attributes.keySet();
    }

    /** The maps of a list inside this item. */
    List<Item> maps(String attribute) {
        return list(attribute, AttributeValue::hasM, "maps").stream()
                .map(element -> new Item(() -> name.get() + " " + attribute, element.m()))
                .toList();
    }

    String text(String attribute) {
        return typed(attribute, AttributeValue::s, "not a string");
    }

    @Nullable String textOrNull(String attribute) {
        return attributes.containsKey(attribute) ? text(attribute) : null;
    }

    List<String> texts(String attribute) {
        return list(attribute, element -> element.s() != null, "strings").stream()
                .map(AttributeValue::s)
                .toList();
    }

    byte[] bytes(String attribute) {
        return typed(attribute, AttributeValue::b, "not binary").asByteArray();
    }

    boolean flag(String attribute) {
        return typed(attribute, AttributeValue::bool, "neither true nor false");
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /**
     * The scope in whose partition this item lies.
     *
     * @throws StoreException.CorruptItem if it is not in one
     */
    Scope scope() {
        String[] parts = text(Keys.PK).split("#", -1);
        if (parts.length != 3 || !parts[0].equals("SCOPE")) {
            throw corrupt("its partition key is not SCOPE#<account>#<region>");
        }
        return scope(parts[1], parts[2]);
    }

    /** The scope of an account and a region that its key names. */
    Scope scope(String account, String region) {
        try {
            return new Scope(text("partition"), account, region);
        } catch (IllegalArgumentException notAScope) {
            throw corrupt(String.valueOf(notAScope.getMessage()));
        }
    }

    long number(String attribute) {
        String number = present(attribute).n();
        try {
            if (number != null) {
                return Long.parseLong(number);
            }
        } catch (NumberFormatException fraction) {
            // Said below, in the same words as what is no number at all.
        }
        throw corrupt("'%s' is not a whole number".formatted(attribute));
    }

    /** An amount of money, which is kept as text. */
    BigDecimal amount(String attribute) {
        try {
            return new BigDecimal(text(attribute));
        } catch (NumberFormatException noNumber) {
            throw corrupt("its %s is no number".formatted(attribute));
        }
    }

    int count(String attribute) {
        long number = number(attribute);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw corrupt("'%s' is not a count: %d".formatted(attribute, number));
        }
        return (int) number;
    }

    @Nullable Integer countOrNull(String attribute) {
        return attributes.containsKey(attribute) ? count(attribute) : null;
    }

    Instant time(String attribute) {
        String text = text(attribute);
        try {
            return StoredTime.parse(text);
        } catch (DateTimeException notATime) {
            throw corrupt("'%s' is not a time: %s".formatted(attribute, quoted(text)));
        }
    }

    @Nullable Instant timeOrNull(String attribute) {
        return attributes.containsKey(attribute) ? time(attribute) : null;
    }

    <E extends Enum<E>> E constant(Class<E> type, String attribute) {
        return constant(type, attribute, text(attribute));
    }

    <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type, String attribute) {
        return attributes.containsKey(attribute) ? constant(type, attribute) : null;
    }

    /** The constant that a text names, which stands in an attribute or is the name of one. */
    <E extends Enum<E>> E constant(Class<E> type, String where, String text) {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException none) {
            String all = Arrays.toString(type.getEnumConstants());
            throw corrupt("'%s' is %s, which is none of %s".formatted(where, quoted(text), all));
        }
    }

    StoreException.CorruptItem corrupt(String problem) {
        return new StoreException.CorruptItem(name.get(), problem);
    }

    private List<AttributeValue> list(
            String attribute, Predicate<AttributeValue> element, String elements) {
        return typed(
                attribute,
                value -> value.hasL() && value.l().stream().allMatch(element) ? value.l() : null,
                "not a list of " + elements);
    }

    /** What an attribute holds, which must be of a type. */
    private <T> T typed(String attribute, Function<AttributeValue, @Nullable T> as, String not) {
        T found = as.apply(present(attribute));
        if (found == null) {
            throw corrupt("'%s' is %s".formatted(attribute, not));
        }
        return found;
    }

    private AttributeValue present(String attribute) {
        AttributeValue value = attributes.get(attribute);
        if (value == null) {
            throw corrupt("it has no '%s'".formatted(attribute));
        }
        return value;
    }

    /** How failures name an item. */
    static String nameOf(String table, Map<String, AttributeValue> attributes) {
        return "%s: %s / %s"
                .formatted(table, keyText(attributes, Keys.PK), keyText(attributes, Keys.SK));
    }

    private static String keyText(Map<String, AttributeValue> attributes, String key) {
        AttributeValue value = attributes.get(key);
        return value == null || value.s() == null ? "?" : value.s();
    }

    private static String quoted(String text) {
        return "'" + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "'";
    }
}
