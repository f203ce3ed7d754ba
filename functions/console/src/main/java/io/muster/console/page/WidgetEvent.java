package io.muster.console.page;

import io.muster.readiness.text.Language;
import io.muster.readiness.text.Rendering;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CloudWatch sends a custom widget, as far as it is read here. What is unknown or malformed is
 * as if it were not there: a dashboard may be of another version.
 *
 * @param describe whether the editor of dashboards asks what the widget is
 * @param values the parameters of the widget, over them the fields of forms, and over these the
 *     parameters of the action
 */
public record WidgetEvent(boolean describe, Map<String, String> values, Reader reader) {

    /** As long as a place in a list of findings may be, which holds a sort key of the table. */
    private static final int MAX_VALUE = 4_000;

    private static final int MAX_VALUES = 100;

    public WidgetEvent {
        values = Map.copyOf(values);
    }

    /**
     * Reads an event.
     *
     * @param event as parsed from JSON
     */
    public static WidgetEvent of(Map<?, ?> event, Endpoints endpoints) {
        Map<?, ?> context = object(event.get("widgetContext"));
        Map<String, String> values = new HashMap<>();
        add(object(context.get("params")), values);
        add(object(object(context.get("forms")).get("all")), values);
        add(event, values);
        Language language =
                Language.of(String.valueOf(context.get("locale"))).orElse(Language.ENGLISH);
        Theme theme = "dark".equals(context.get("theme")) ? Theme.DARK : Theme.LIGHT;
        return new WidgetEvent(
                Boolean.TRUE.equals(event.get("describe")),
                values,
                new Reader(new Rendering(language, zone(context)), theme, endpoints));
    }

    private static Map<?, ?> object(@Nullable Object member) {
        return member instanceof Map<?, ?> map ? map : Map.of();
    }

    private static void add(Map<?, ?> from, Map<String, String> to) {
        from.forEach(
                (name, value) -> {
                    boolean plain = value instanceof String || value instanceof Number;
                    if (plain && name instanceof String text && to.size() < MAX_VALUES) {
                        String given = String.valueOf(value);
                        to.put(text, given.substring(0, Math.min(MAX_VALUE, given.length())));
                    }
                });
    }

    private static ZoneId zone(Map<?, ?> context) {
        Object offset = object(context.get("timezone")).get("offsetISO");
        try {
            ZoneOffset zone = ZoneOffset.of(String.valueOf(offset));
            return zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
        } catch (DateTimeException unknown) {
            return ZoneId.of("UTC");
        }
    }

    /** A value; empty where there is none. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** A number that is not negative; 0 where there is none. */
    int number(String name) {
        String value = value(name);
        return value.matches("\\d{1,7}") ? Integer.parseInt(value) : 0;
    }
}
