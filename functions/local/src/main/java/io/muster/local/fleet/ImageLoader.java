package io.muster.local.fleet;

import io.muster.local.addition.HiddenTags;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Copies the fleet's images from those of Amazon's that the emulator knows. */
final class ImageLoader {

    private final Ec2Client ec2;
    private final Keys keys;
    private final String region;
    private @Nullable List<Image> amazons;

    ImageLoader(Ec2Client ec2, Keys keys, String region) {
        this.ec2 = ec2;
        this.keys = keys;
        this.region = region;
    }

    /** The id of an image; copies it when it is needed for the first time. */
    String id(SampleImage image) {
        return keys.ensure(key(image), () -> copy(image));
    }

    /** Deregisters what is to be gone, now that instances run from it. */
    void deregister() {
        List<String> gone =
                SampleFleet.images().stream()
                        .filter(SampleImage::deregistered)
                        .map(ImageLoader::key)
                        .filter(keys::has)
                        .map(keys::id)
                        .toList();
        if (!gone.isEmpty()) {
            images("image-id", gone)
                    .forEach(
                            image ->
                                    ec2.deregisterImage(
                                            request -> request.imageId(image.imageId())));
        }
    }

    private static String key(SampleImage image) {
        return "image/" + image.name();
    }

    private List<Image> images(String filter, List<String> values) {
        Filter only = Filter.builder().name(filter).values(values).build();
        return ec2.describeImages(request -> request.filters(only)).images();
    }

    private String copy(SampleImage image) {
        String source = source(image.kind());
        String id =
                ec2.copyImage(
                                request ->
                                        request.name(image.name())
                                                .description("Sample image")
                                                .sourceImageId(source)
                                                .sourceRegion(region))
                        .imageId();
        List<Tag> tags = new ArrayList<>();
        tags.add(Keys.tag("Name", image.name()));
        tags.add(keys.daysAgo(HiddenTags.CREATED, image.ageDays()));
        Integer deprecated = image.deprecatedDaysAgo();
        if (deprecated != null) {
            tags.add(keys.daysAgo(HiddenTags.DEPRECATED, deprecated));
        }
        keys.label(id, key(image), tags.toArray(Tag[]::new));
        return id;
    }

    private String source(SampleImage.Kind kind) {
        List<Image> known = amazons;
        if (known == null) {
            known = images("owner-alias", List.of("amazon"));
            amazons = known;
        }
        return known.stream()
                .filter(one -> kind.architecture.equals(one.architectureAsString()))
                .filter(one -> kind.windows == "windows".equals(one.platformAsString()))
                .findFirst()
                .map(Image::imageId)
                .orElseThrow(
                        () ->
                                new NoImageException(
                                        Message.of("screen.emulator-no-images")
                                                .with("architecture", kind.architecture)
                                                .with("region", region),
                                        Message.of("screen.emulator-no-images-next")));
    }
}
