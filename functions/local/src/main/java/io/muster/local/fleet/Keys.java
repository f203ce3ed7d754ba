package io.muster.local.fleet;

import io.muster.local.addition.HiddenTags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The fleet's own names for what is in EC2, kept in EC2 as a tag: what has its name there is not
 * made again, also by another process.
 */
final class Keys {

    private final Map<String, String> ids = new HashMap<>();
    private final Ec2Client ec2;
    private int made;

    Keys(Ec2Client ec2) {
        this.ec2 = ec2;
        refresh();
    }

    /** Reads what is in EC2 by now. */
    void refresh() {
        ec2.describeTagsPaginator(
                        DescribeTagsRequest.builder()
                                .filters(
                                        Filter.builder().name("key").values(HiddenTags.KEY).build())
                                .build())
                .tags()
                .forEach(this::remember);
    }

    private void remember(TagDescription tag) {
        ids.put(tag.value(), tag.resourceId());
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
        return TagSpecification.builder()
                .resourceType(type)
                .tags(
                        java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(tag(HiddenTags.KEY, key)),
                                        java.util.Arrays.stream(others))
                                .toList())
                .build();
    }

    /** Tags what could not be tagged as it was made. */
    static void tag(Ec2Client ec2, String id, List<Tag> tags) {
        ec2.createTags(CreateTagsRequest.builder().resources(id).tags(tags).build());
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
