package io.muster.local.fleet;

import io.muster.local.addition.HiddenTags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Copies the fleet's images from those of Amazon's that the emulator knows. */
final class ImageLoader {

    private final Ec2Client ec2;
    private final Keys keys;
    private final String region;
    private final Instant now;
    private @Nullable List<Image> amazons;

    ImageLoader(Ec2Client ec2, Keys keys, String region, Instant now) {
        this.ec2 = ec2;
        this.keys = keys;
        this.region = region;
        this.now = now;
    }

    /** The id of an image; copies it when it is needed for the first time. */
    String id(SampleImage image) {
        String key = "image/" + image.name();
        return keys.ensure(key, () -> copy(image, key));
    }

    /** Deregisters what is to be gone, now that instances run from it. */
    void deregister(List<SampleImage> images) {
        List<String> gone =
                images.stream()
                        .filter(SampleImage::deregistered)
                        .map(image -> "image/" + image.name())
                        .filter(keys::has)
                        .map(keys::id)
                        .toList();
        if (gone.isEmpty()) {
            return;
        }
        ec2.describeImages(
                        DescribeImagesRequest.builder()
                                .filters(Filter.builder().name("image-id").values(gone).build())
                                .build())
                .images()
                .forEach(
                        image ->
                                ec2.deregisterImage(
                                        DeregisterImageRequest.builder()
                                                .imageId(image.imageId())
                                                .build()));
    }

    private String copy(SampleImage image, String key) {
        String source = source(image.kind());
        String id =
                ec2.copyImage(
                                CopyImageRequest.builder()
                                        .name(image.name())
                                        .description("Sample image")
                                        .sourceImageId(source)
                                        .sourceRegion(region)
                                        .build())
                        .imageId();
        List<Tag> tags = new ArrayList<>();
        tags.add(Keys.tag(HiddenTags.KEY, key));
        tags.add(Keys.tag("Name", image.name()));
        tags.add(Keys.tag(HiddenTags.CREATED, daysAgo(image.ageDays())));
        Integer deprecated = image.deprecatedDaysAgo();
        if (deprecated != null) {
            tags.add(Keys.tag(HiddenTags.DEPRECATED, daysAgo(deprecated)));
        }
        Keys.tag(ec2, id, tags);
        return id;
    }

    private String source(SampleImage.Kind kind) {
        List<Image> known = amazons;
        if (known == null) {
            known =
                    ec2.describeImages(
                                    DescribeImagesRequest.builder()
                                            .filters(
                                                    Filter.builder()
                                                            .name("owner-alias")
                                                            .values("amazon")
                                                            .build())
                                            .build())
                            .images();
            amazons = known;
        }
        Optional<Image> fits =
                known.stream()
                        .filter(one -> kind.architecture().equals(one.architectureAsString()))
                        .filter(one -> kind.windows() == "windows".equals(one.platformAsString()))
                        .findFirst();
        return fits.map(Image::imageId)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the emulator has no image of Amazon's for %s in %s; moto has"
                                                        .formatted(kind, region)
                                                + " unless MOTO_EC2_LOAD_DEFAULT_AMIS is false"));
    }

    private String daysAgo(int days) {
        return now.minus(days, ChronoUnit.DAYS).toString();
    }
}
