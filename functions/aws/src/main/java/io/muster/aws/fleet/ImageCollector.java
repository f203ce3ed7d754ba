package io.muster.aws.fleet;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Image;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Reads the images in use.
 *
 * <p>They are asked for by filter, 200 ids to the question: asked for by id, one image that was
 * deregistered would make an error of the whole answer. Deprecated and disabled images are asked
 * for too, so that an image that is not answered is one that is gone.
 */
final class ImageCollector implements Collector {

    private static final String ACTION = "ec2:DescribeImages";
    private static final int PAGE = 1_000;

    private final Supplier<Ec2Client> ec2;

    ImageCollector(Supplier<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    /** The images by id; one that is deregistered or no longer shared is not in the map. */
    Fact<Map<String, Image>> collect(Set<String> ids) {
        FieldReader read = new FieldReader();
        Map<String, Image> images = new HashMap<>();
        return FilterValues.inChunks(
                        new TreeSet<>(ids),
                        images,
                        chunk ->
                                operation(chunk)
                                        .byId(image -> translate(image, read))
                                        .map(
                                                found -> {
                                                    images.putAll(found);
                                                    return images;
                                                }))
                .map(Map::copyOf);
    }

    private PagedOperation<DescribeImagesResponse, software.amazon.awssdk.services.ec2.model.Image>
            operation(List<String> ids) {
        return new PagedOperation<>(
                ACTION,
                token -> page(ids, token),
                DescribeImagesResponse::nextToken,
                DescribeImagesResponse::images,
                software.amazon.awssdk.services.ec2.model.Image::imageId);
    }

    private DescribeImagesResponse page(List<String> ids, @Nullable String token) {
        return ec2.get()
                .describeImages(
                        DescribeImagesRequest.builder()
                                .filters(Filter.builder().name("image-id").values(ids).build())
                                .includeDeprecated(true)
                                .includeDisabled(true)
                                .maxResults(PAGE)
                                .nextToken(token)
                                .build());
    }

    private static Image translate(
            software.amazon.awssdk.services.ec2.model.Image from, FieldReader read) {
        return new Image(
                FieldReader.bounded(from.imageId()),
                read.text(from.name()),
                read.text(from.ownerId()),
                read.text(from.imageOwnerAlias()),
                read.text(from.stateAsString(), "state"),
                FieldReader.instant(from.creationDate()),
                FieldReader.instant(from.deprecationTime()),
                Architecture.ofLabel(from.architectureAsString()));
    }
}
