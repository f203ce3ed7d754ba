package io.muster.local.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What must hold of an item: the expression of a condition, of a key or of a filter, once read. */
sealed interface Condition {

    boolean holds(Map<String, Object> item);

    /** The value that an attribute must be equal to; null where this does not say. */
    default @Nullable Object fixed(String attribute) {
        return null;
    }

    /** One side of a comparison. */
    sealed interface Operand {

        @Nullable Object in(Map<String, Object> item);
    }

    /** An attribute of the item. */
    record Attribute(String name) implements Operand {
        @Override
        public @Nullable Object in(Map<String, Object> item) {
            return item.get(name);
        }
    }

    /** A value of the request. */
    record Given(Object value) implements Operand {
        @Override
        public Object in(Map<String, Object> item) {
            return value;
        }
    }

    /** What an item has; else another value. */
    record Default(Attribute of, Operand otherwise) implements Operand {
        @Override
        public @Nullable Object in(Map<String, Object> item) {
            Object own = of.in(item);
            return own == null ? otherwise.in(item) : own;
        }
    }

    /** Always. */
    record Anything() implements Condition {
        @Override
        public boolean holds(Map<String, Object> item) {
            return true;
        }
    }

    /** All of them. */
    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Map<String, Object> item) {
            return parts.stream().allMatch(part -> part.holds(item));
        }

        @Override
        public @Nullable Object fixed(String attribute) {
            return parts.stream()
                    .map(part -> part.fixed(attribute))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** One of them. */
    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Map<String, Object> item) {
            return parts.stream().anyMatch(part -> part.holds(item));
        }
    }

    /** Not that. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Map<String, Object> item) {
            return !part.holds(item);
        }
    }

    /** Whether the item has an attribute. */
    record Exists(String name) implements Condition {
        @Override
        public boolean holds(Map<String, Object> item) {
            return item.containsKey(name);
        }
    }

    /** A text that begins so. */
    record BeginsWith(Operand of, Operand prefix) implements Condition {
        @Override
        public boolean holds(Map<String, Object> item) {
            String text = AttributeValues.text(of.in(item));
            String beginning = AttributeValues.text(prefix.in(item));
            return text != null && beginning != null && text.startsWith(beginning);
        }
    }

    /** A comparison, which holds of nothing that is missing or of another type. */
    record Compared(Operand left, Comparator by, Operand right) implements Condition {
        @Override
        public boolean holds(Map<String, Object> item) {
            return by.holds(left.in(item), right.in(item));
        }

        @Override
        public @Nullable Object fixed(String attribute) {
            return by == Comparator.EQUAL
                            && left.equals(new Attribute(attribute))
                            && right instanceof Given given
                    ? given.value()
                    : null;
        }
    }

    /** The comparators. */
    enum Comparator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        boolean holds(@Nullable Object left, @Nullable Object right) {
            OptionalInt compared = AttributeValues.compare(left, right);
            return switch (this) {
                case EQUAL -> AttributeValues.equal(left, right);
                case NOT_EQUAL -> !AttributeValues.equal(left, right);
                case LESS -> compared.isPresent() && compared.getAsInt() < 0;
                case AT_MOST -> compared.isPresent() && compared.getAsInt() <= 0;
                case GREATER -> compared.isPresent() && compared.getAsInt() > 0;
                case AT_LEAST -> compared.isPresent() && compared.getAsInt() >= 0;
            };
        }
    }
}
