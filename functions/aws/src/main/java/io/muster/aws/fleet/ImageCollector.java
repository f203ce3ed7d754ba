package io.muster.aws.fleet;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Image.Dates;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Reads the images in use, and those that Auto Scaling groups would launch.
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
                FleetCollector.LAUNCHES,
                FleetCollector::imageIds,
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
                new Dates(
                        FieldReader.instant(from.creationDate()),
                        deprecation(from.deprecationTime())),
                Architecture.ofLabel(from.architectureAsString()),
                read.text(from.publicSsmParameterName()),
                read.texts(from.blockDeviceMappings(), ImageCollector::snapshotId));
    }

    private static @Nullable String snapshotId(BlockDeviceMapping device) {
        return device.ebs() == null ? null : device.ebs().snapshotId();
    }

    /** EC2 leaves the time out for an image that is not deprecated; another time is no such. */
    private static Fact<Optional<Instant>> deprecation(@Nullable String time) {
        if (time == null || time.isEmpty()) {
            return Fact.known(Optional.empty());
        }
        Instant parsed = FieldReader.instant(time);
        return parsed == null
                ? Fact.missing(
                        Why.NOT_REPORTED,
                        Message.of("facts.time-unreadable")
                                .with("field", "DeprecationTime")
                                .with("value", FieldReader.bounded(time)))
                : Fact.known(Optional.of(parsed));
    }
}
