package io.muster.aws.fleet;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
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
final class ImageCollector extends SelectiveCollector<Ec2Client, Map<String, Image>> {

    private static final int PAGE = 1_000;

    ImageCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.IMAGES,
                "ec2:DescribeImages",
                DescribeImagesResponse.builder(),
                Source.INSTANCES,
                all -> FleetCollector.inUse(all, Instance::imageId),
                "ami-00000000000000000");
    }

    /** The images by id; one that is deregistered or no longer shared is not in the map. */
    @Override
    Fact<Map<String, Image>> of(Scope scope, SortedSet<String> ids) {
        return FilterValues.matching("image-id", ids, this::matching);
    }

    private Fact<Map<String, Image>> matching(List<Filter> filters) {
        DescribeImagesRequest.Builder request =
                DescribeImagesRequest.builder()
                        .filters(filters)
                        .includeDeprecated(true)
                        .includeDisabled(true)
                        .maxResults(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describeImages(request.nextToken(token).build()),
                        DescribeImagesResponse::nextToken,
                        DescribeImagesResponse::images,
                        image -> image.imageId())
                .byId(ImageCollector::translate);
    }

    static Image translate(software.amazon.awssdk.services.ec2.model.Image from, FieldReader read) {
        return new Image(
                FieldReader.bounded(from.imageId()),
                read.text(from.name()),
                read.text(from.ownerId()),
                read.text(from.stateAsString(), "state"),
                FieldReader.instant(from.creationDate()),
                FieldReader.instant(from.deprecationTime()),
                Architecture.ofLabel(from.architectureAsString()),
                read.text(from.publicSsmParameterName()));
    }
}
