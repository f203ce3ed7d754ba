package io.muster.local.fleet;

import io.muster.local.addition.HiddenTags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The fleet's own names for what is in EC2, kept in EC2 as a tag: what has its name there is not
 * made again, also by another process.
 */
final class Keys {

    private final Map<String, String> ids = new HashMap<>();
    private final Ec2Client ec2;
    private final Instant now;
    private int made;

    /**
     * @param now the moment that the fleet's times count back from
     */
    Keys(Ec2Client ec2, Instant now) {
        this.ec2 = ec2;
        this.now = now;
        refresh();
    }

    /** Reads what is in EC2 by now. */
    void refresh() {
        Filter named = Filter.builder().name("key").values(HiddenTags.KEY).build();
        ec2.describeTagsPaginator(request -> request.filters(named))
                .tags()
                .forEach(tag -> ids.put(tag.value(), tag.resourceId()));
    }

    boolean has(String key) {
        return ids.containsKey(key);
    }

    /**
     * The id of what has this name.
     *
     * @throws IllegalStateException when the sample fleet names something that it does not describe
     */
    String id(String key) {
        String id = ids.get(key);
        if (id == null) {
            throw new IllegalStateException(
                    "the sample fleet speaks of " + key + ", which it does not describe");
        }
        return id;
    }

    /**
     * The id of what has this name; made by the supplier, which must tag it, where there is none.
     */
    String ensure(String key, Supplier<String> maker) {
        String id = ids.get(key);
        if (id == null) {
            id = maker.get();
            ids.put(key, id);
            made++;
        }
        return id;
    }

    /** How many things were made, not found. */
    int made() {
        return made;
    }

    static TagSpecification specification(ResourceType type, String key, Tag... others) {
        return TagSpecification.builder().resourceType(type).tags(tags(key, others)).build();
    }

    /** Tags what could not be tagged as it was made. */
    void label(String id, String key, Tag... others) {
        ec2.createTags(request -> request.resources(id).tags(tags(key, others)));
    }

    private static List<Tag> tags(String key, Tag... others) {
        return Stream.concat(Stream.of(tag(HiddenTags.KEY, key)), Stream.of(others)).toList();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** A tag that says when something was. */
    Tag daysAgo(String key, int days) {
        return tag(key, now.minus(days, ChronoUnit.DAYS).toString());
    }
}
