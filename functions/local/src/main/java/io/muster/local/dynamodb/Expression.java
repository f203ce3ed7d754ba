package io.muster.local.dynamodb;

import io.muster.local.dynamodb.Condition.And;
import io.muster.local.dynamodb.Condition.Anything;
import io.muster.local.dynamodb.Condition.Attribute;
import io.muster.local.dynamodb.Condition.BeginsWith;
import io.muster.local.dynamodb.Condition.Comparator;
import io.muster.local.dynamodb.Condition.Compared;
import io.muster.local.dynamodb.Condition.Default;
import io.muster.local.dynamodb.Condition.Exists;
import io.muster.local.dynamodb.Condition.Given;
import io.muster.local.dynamodb.Condition.Not;
import io.muster.local.dynamodb.Condition.Operand;
import io.muster.local.dynamodb.Condition.Or;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads DynamoDB's expressions: of conditions all but {@code IN}, {@code contains}, {@code size}
 * and {@code attribute_type}, of updates {@code SET} and {@code REMOVE}, attributes of an item but
 * not what is inside of them. What is not understood is refused, never passed over.
 */
final class Expression {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*([#:]?[A-Za-z_][A-Za-z0-9_]*|<>|<=|>=|[=<>(),])\\s*");

    private final String text;
    private final Map<?, ?> names;
    private final Map<?, ?> values;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    private Expression(String text, Map<String, Object> request) throws RefusedException {
        this.text = text;
        this.names = object(request, "ExpressionAttributeNames");
        this.values = object(request, "ExpressionAttributeValues");
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw unread();
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
    }

    /**
     * The condition in a member of a request.
     *
     * @param member such as {@code FilterExpression}; without it anything holds
     */
    static Condition condition(Map<String, Object> request, String member) throws RefusedException {
        if (!(request.get(member) instanceof String text)) {
            return new Anything();
        }
        Expression expression = new Expression(text, request);
        Condition condition = expression.or();
        expression.end();
        return condition;
    }

    /**
     * What an update changes.
     *
     * @param set values by attribute
     */
    record Update(Map<String, Operand> set, Set<String> remove) {}

    static Update update(Map<String, Object> request) throws RefusedException {
        if (!(request.get("UpdateExpression") instanceof String text)) {
            return new Update(Map.of(), Set.of());
        }
        Expression expression = new Expression(text, request);
        Map<String, Operand> set = new LinkedHashMap<>();
        Set<String> remove = new LinkedHashSet<>();
        while (expression.next < expression.tokens.size()) {
            if (expression.takes("SET")) {
                do {
                    String name = expression.name();
                    expression.take("=");
                    set.put(name, expression.assigned());
                } while (expression.takes(","));
            } else if (expression.takes("REMOVE")) {
                do {
                    remove.add(expression.name());
                } while (expression.takes(","));
            } else {
                throw expression.unread();
            }
        }
        return new Update(set, remove);
    }

    /** The attributes that are to be shown; null for all. */
    static @Nullable Set<String> projection(Map<String, Object> request) throws RefusedException {
        if (!(request.get("ProjectionExpression") instanceof String text)) {
            return null;
        }
        Expression expression = new Expression(text, request);
        Set<String> shown = new LinkedHashSet<>();
        do {
            shown.add(expression.name());
        } while (expression.takes(","));
        expression.end();
        return shown;
    }

    private Condition or() throws RefusedException {
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (takes("OR")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new Or(parts);
    }

    private Condition and() throws RefusedException {
        List<Condition> parts = new ArrayList<>(List.of(not()));
        while (takes("AND")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new And(parts);
    }

    private Condition not() throws RefusedException {
        return takes("NOT") ? new Not(not()) : single();
    }

    private Condition single() throws RefusedException {
        if (takes("(")) {
            Condition inner = or();
            take(")");
            return inner;
        }
        if (next + 1 < tokens.size() && tokens.get(next + 1).equals("(")) {
            return function();
        }
        Operand left = operand();
        if (takes("BETWEEN")) {
            Operand from = operand();
            take("AND");
            return new And(
                    List.of(
                            new Compared(left, Comparator.AT_LEAST, from),
                            new Compared(left, Comparator.AT_MOST, operand())));
        }
        String sign = token();
        for (Comparator comparator : Comparator.values()) {
            if (comparator.sign.equals(sign)) {
                return new Compared(left, comparator, operand());
            }
        }
        throw unread();
    }

    private Condition function() throws RefusedException {
        String function = token();
        take("(");
        Condition condition =
                switch (function) {
                    case "attribute_exists" -> new Exists(name());
                    case "attribute_not_exists" -> new Not(new Exists(name()));
                    case "begins_with" -> {
                        Operand of = operand();
                        take(",");
                        yield new BeginsWith(of, operand());
                    }
                    default -> throw unread();
                };
        take(")");
        return condition;
    }

    private Operand assigned() throws RefusedException {
        if (!takes("IF_NOT_EXISTS")) {
            return operand();
        }
        take("(");
        Attribute of = new Attribute(name());
        take(",");
        Operand otherwise = operand();
        take(")");
        return new Default(of, otherwise);
    }

    private Operand operand() throws RefusedException {
        if (next < tokens.size() && tokens.get(next).startsWith(":")) {
            String token = token();
            Object value = values.get(token);
            if (value == null) {
                throw RefusedException.invalid(
                        "An expression attribute value used in expression is not defined;"
                                + " attribute value: "
                                + token);
            }
            return new Given(value);
        }
        return new Attribute(name());
    }

    private String name() throws RefusedException {
        String token = token();
        if (!token.startsWith("#")) {
            if (!Character.isLetter(token.charAt(0)) && token.charAt(0) != '_') {
                throw unread();
            }
            return token;
        }
        if (names.get(token) instanceof String name) {
            return name;
        }
        throw RefusedException.invalid(
                "An expression attribute name used in the document path is not defined;"
                        + " attribute name: "
                        + token);
    }

    private String token() throws RefusedException {
        if (next >= tokens.size()) {
            throw unread();
        }
        return tokens.get(next++);
    }

    /** Keywords are read in any case. */
    private boolean takes(String expected) {
        boolean there =
                next < tokens.size() && tokens.get(next).toUpperCase(Locale.ROOT).equals(expected);
        if (there) {
            next++;
        }
        return there;
    }

    private void take(String expected) throws RefusedException {
        if (!takes(expected)) {
            throw unread();
        }
    }

    private void end() throws RefusedException {
        if (next < tokens.size()) {
            throw unread();
        }
    }

    private RefusedException unread() {
        return RefusedException.invalid(
                "The embedded DynamoDB cannot read the expression: " + text);
    }

    private static Map<?, ?> object(Map<String, Object> request, String member) {
        return request.get(member) instanceof Map<?, ?> object ? object : Map.of();
    }
}
