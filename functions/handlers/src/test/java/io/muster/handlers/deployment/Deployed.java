package io.muster.handlers.deployment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run of {@code terraform test} has deployed, as Terraform's JSON of its state says.
 *
 * @param module the root module's
 */
record Deployed(Map<String, Object> module) {

    /**
     * The state of the only run that applies.
     *
     * @param lines what {@code terraform test -json -verbose} printed
     */
    static Deployed of(Path lines) {
        try (JsonParser parser = JSON.std.createParser(lines.toFile())) {
            boolean state = false;
            // By events, because most of it, 13 MB a run, is the provider's schema.
            for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
                if (at != JsonToken.FIELD_NAME) {
                    continue;
                }
                String field = parser.currentName();
                if (field.equals("test_plan") || field.equals("provider_schemas")) {
                    parser.nextToken();
                    parser.skipChildren();
                } else if (field.equals("test_state")) {
                    state = true;
                } else if (state && field.equals("root_module")) {
                    parser.nextToken();
                    return new Deployed(JSON.std.mapFrom(parser));
                }
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException("terraform test printed no JSON", malformed);
        }
        throw new IllegalStateException("no run of infra-terraform/tests has applied anything");
    }

    /** The only resource of a type in the root module. */
    Map<?, ?> only(String type) {
        return values(module, type).findFirst().orElseThrow();
    }

    /** A resource of the root module that stands in a {@code for_each}. */
    Map<?, ?> keyed(String type, String key) {
        return list(module, "resources").stream()
                .filter(resource -> type.equals(resource.get("type")))
                .filter(resource -> key.equals(resource.get("index")))
                .map(resource -> (Map<?, ?>) resource.get("values"))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the functions. */
    List<String> functions() {
        return list(module, "child_modules").stream()
                .map(child -> String.valueOf(child.get("address")))
                .map(address -> address.replaceAll("^module\\.function\\[\"(.*)\"]$", "$1"))
                .toList();
    }

    /** The only resource of a type around a function. */
    Map<?, ?> of(String function, String type) {
        String address = "module.function[\"%s\"]".formatted(function);
        return list(module, "child_modules").stream()
                .filter(child -> address.equals(child.get("address")))
                .flatMap(child -> values(child, type))
                .findFirst()
                .orElseThrow();
    }

    /** A block that stands once. */
    static Map<?, ?> block(Map<?, ?> resource, String name) {
        return list(resource, name).getFirst();
    }

    static List<Map<?, ?>> list(Map<?, ?> of, String name) {
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
