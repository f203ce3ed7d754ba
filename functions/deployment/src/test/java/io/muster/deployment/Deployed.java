package io.muster.deployment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What has been deployed, as Terraform's JSON of its state says.
 *
 * @param module the root module's
 */
public record Deployed(Map<String, Object> module) {

    private static final Pattern MODULE = Pattern.compile("module\\.(.*)\\[\"(.*)\"]");

    /**
     * The state after each run that applies, by the run's name.
     *
     * @param lines what {@code terraform test -json -verbose} printed
     */
    static Map<String, Deployed> byRun(Path lines) {
        Map<String, Deployed> states = new TreeMap<>();
        try (JsonParser parser = JSON.std.createParser(lines.toFile())) {
            String run = "";
            boolean state = false;
            // By events, because most of it, 13 MB a run, is the provider's schema.
            for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
                if (at != JsonToken.FIELD_NAME) {
                    continue;
                }
                String field = parser.currentName();
                if (field.equals("@testrun")) {
                    run = parser.nextTextValue();
                } else if (field.equals("test_plan") || field.equals("provider_schemas")) {
                    parser.nextToken();
                    parser.skipChildren();
                } else if (field.equals("test_state")) {
                    state = true;
                } else if (state && field.equals("root_module")) {
                    parser.nextToken();
                    states.put(run, new Deployed(JSON.std.mapFrom(parser)));
                    state = false;
                }
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException("terraform test printed no JSON", malformed);
        }
        return states;
    }

    /** What {@code terraform show -json} printed of a state. */
    static Deployed shown(Path json) {
        try {
            Map<?, ?> values = object(JSON.std.mapFrom(json.toFile()), "values");
            Map<String, Object> module = new TreeMap<>();
            object(values, "root_module")
                    .forEach((name, value) -> module.put(String.valueOf(name), value));
            return new Deployed(module);
        } catch (IOException malformed) {
            throw new UncheckedIOException("terraform show printed no JSON", malformed);
        }
    }

    /** The only resource of a type in the root module. */
    public Map<?, ?> only(String type) {
        return values(module, type).findFirst().orElseThrow();
    }

    /**
     * Every resource of a type and name in the root module.
     *
     * @return by their keys in {@code for_each}; one that stands alone has the key {@code ""}
     */
    public Map<String, Map<?, ?>> each(String type, String name) {
        Map<String, Map<?, ?>> resources = new TreeMap<>();
        list(module, "resources").stream()
                .filter(resource -> type.equals(resource.get("type")))
                .filter(resource -> name.equals(resource.get("name")))
                .forEach(
                        resource ->
                                resources.put(
                                        Objects.toString(resource.get("index"), ""),
                                        (Map<?, ?>) resource.get("values")));
        return resources;
    }

    /** One of them. */
    public Map<?, ?> one(String type, String name, String key) {
        return Objects.requireNonNull(
                each(type, name).get(key), () -> "no %s.%s[%s]".formatted(type, name, key));
    }

    /** Every resource of a type in the root module. */
    public List<Map<?, ?>> all(String type) {
        return values(module, type).toList();
    }

    /** The names of the functions. */
    public List<String> functions() {
        return List.copyOf(children("function").keySet());
    }

    /** The only resource of a type around a function. */
    public Map<?, ?> of(String function, String type) {
        return values(Objects.requireNonNull(children("function").get(function)), type)
                .findFirst()
                .orElseThrow();
    }

    /** The alarms, by their names without the deployment's. */
    public Map<String, Map<?, ?>> alarms() {
        Map<String, Map<?, ?>> alarms = new TreeMap<>();
        children("alarm")
                .forEach(
                        (name, child) ->
                                alarms.put(
                                        name,
                                        values(child, "aws_cloudwatch_metric_alarm")
                                                .findFirst()
                                                .orElseThrow()));
        return alarms;
    }

    /** The instances of a module, by their keys in {@code for_each}. */
    private SortedMap<String, Map<?, ?>> children(String name) {
        SortedMap<String, Map<?, ?>> children = new TreeMap<>();
        for (Map<?, ?> child : list(module, "child_modules")) {
            Matcher address = MODULE.matcher(String.valueOf(child.get("address")));
            if (address.matches() && address.group(1).equals(name)) {
                children.put(address.group(2), child);
            }
        }
        return children;
    }

    /** A block that stands once. */
    public static Map<?, ?> block(Map<?, ?> resource, String name) {
        return list(resource, name).getFirst();
    }

    /** A member that is a text of JSON, as policies and patterns are. */
    public static Map<String, Object> json(Map<?, ?> resource, String name) {
        try {
            return JSON.std.mapFrom(String.valueOf(resource.get(name)));
        } catch (IOException malformed) {
            throw new UncheckedIOException(name + " is no JSON", malformed);
        }
    }

    /** A member that is an object; empty where there is none. */
    public static Map<?, ?> object(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> object ? object : Map.of();
    }

    /** A member that is a list; empty where there is none. */
    public static List<?> items(Map<?, ?> of, String name) {
        return of.get(name) instanceof List<?> items ? items : List.of();
    }

    public static int number(Map<?, ?> resource, String name) {
        return resource.get(name) instanceof Number number ? number.intValue() : 0;
    }

    public static List<Map<?, ?>> list(Map<?, ?> of, String name) {
        return of.get(name) instanceof List<?> list
                ? list.stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList()
                : List.of();
    }

    private static Stream<Map<?, ?>> values(Map<?, ?> module, String type) {
        return list(module, "resources").stream()
                .filter(resource -> type.equals(resource.get("type")))
                .map(resource -> (Map<?, ?>) resource.get("values"));
    }
}
