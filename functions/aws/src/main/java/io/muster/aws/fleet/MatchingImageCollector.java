package io.muster.aws.fleet;

import io.muster.aws.client.AwsClients;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MatchingImage.Found;
import io.muster.readiness.fact.MatchingImage.How;
import io.muster.readiness.fact.MatchingImage.None;
import io.muster.readiness.fact.MatchingImage.Unread;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * Finds the arm64 image for each x86 image in use: the public parameter that named the image, with
 * the other architecture in its name; else the same owner's newest image of the same name but for
 * architecture and date. EC2 has the last word on what an image's architecture is.
 */
final class MatchingImageCollector extends SourceCollector<AwsClients, Map<String, MatchingImage>> {

    private static final String IMAGES = "ec2:DescribeImages";

    /** As many names as GetParameters takes. */
    private static final int MAX_NAMES = 10;

    private static final int PAGE = 1_000;

    private static final MatchingImage NOT_FOUND = new None(Message.EMPTY);

    private static final Set<Architecture> X86 = Set.of(Architecture.X86_64, Architecture.I386);

    /** As public parameters write it: Amazon's and Canonical's. */
    private static final Pattern X86_PARAMETER =
            Pattern.compile("(?<![A-Za-z0-9])(?:x86_64|amd64)(?![A-Za-z0-9])");

    /** The tree of public parameters; a name outside it is none. */
    private static final String PUBLIC = "/aws/service/";

    MatchingImageCollector(AwsClients clients) {
        super(
                () -> clients,
                Source.ARM64_IMAGES,
                "ssm:GetParameters",
                GetParametersResponse.builder());
    }

    @Override
    Set<String> actions() {
        return Set.of(action(), IMAGES);
    }

    @Override
    Set<Source<?>> after() {
        return Set.of(Source.IMAGES);
    }

    @Override
    boolean selective() {
        return true;
    }

    /** Only of the images in use, which are few; without an x86 one, nothing is asked. */
    @Override
    Fact<Map<String, MatchingImage>> all(FleetFacts before) {
        return before.get(Source.IMAGES)
                .map(
                        images ->
                                images.values().stream()
                                        .filter(image -> X86.contains(image.architecture()))
                                        .toList())
                .flatMap(this::matching);
    }

    /**
     * What could not be read is missing of the images alone that needed it; where that is all of
     * them, of the whole.
     */
    private Fact<Map<String, MatchingImage>> matching(List<Image> images) {
        SortedMap<String, String> parameters = new TreeMap<>();
        images.forEach(image -> sibling(image).ifPresent(name -> parameters.put(image.id(), name)));
        Fact<Map<String, Candidate>> named = byParameter(new TreeSet<>(parameters.values()));
        Map<String, Fact<Map<String, Candidate>>> byOwner =
                byName(images, named.orElse(Map.of()), parameters);
        Map<String, Fact<MatchingImage>> found = new HashMap<>();
        for (Image image : images) {
            found.put(
                    image.id(),
                    matching(
                            image,
                            parameters.get(image.id()),
                            named,
                            byOwner.getOrDefault(owner(image), Fact.known(Map.of()))));
        }
        return joined(found);
    }

    private static Fact<MatchingImage> matching(
            Image image,
            @Nullable String parameter,
            Fact<Map<String, Candidate>> named,
            Fact<Map<String, Candidate>> ofOwner) {
        Candidate candidate = parameter == null ? null : named.orElse(Map.of()).get(parameter);
        if (candidate != null) {
            return Fact.known(byParameter(parameter, candidate));
        }
        Fact<MatchingImage> byName = ofOwner.map(all -> byName(image, all.values()));
        boolean unsure = parameter != null && named instanceof Missing;
        return unsure && !(byName.orElse(NOT_FOUND) instanceof Found)
                ? named.map(unused -> NOT_FOUND)
                : byName;
    }

    private static Fact<Map<String, MatchingImage>> joined(Map<String, Fact<MatchingImage>> found) {
        Map<String, MatchingImage> all = new HashMap<>();
        Missing<MatchingImage> missing = null;
        boolean any = found.isEmpty();
        for (Map.Entry<String, Fact<MatchingImage>> each : found.entrySet()) {
            switch (each.getValue()) {
                case Known<MatchingImage> known -> {
                    all.put(each.getKey(), known.value());
                    any = true;
                }
                case Missing<MatchingImage> unread -> {
                    all.put(each.getKey(), new Unread(unread.why(), unread.detail()));
                    missing = unread;
                }
            }
        }
        return any || missing == null ? Fact.known(all) : missing.as();
    }

    /** The public parameter of the same system for arm64; empty where none can be told. */
    static Optional<String> sibling(Image image) {
        String name = image.publicParameter();
        if (name == null || !name.startsWith(PUBLIC) || !X86_PARAMETER.matcher(name).find()) {
            return Optional.empty();
        }
        return Optional.of(X86_PARAMETER.matcher(name).replaceAll("arm64"));
    }

    /** The images that parameters name, by the parameter; a parameter that is not there is not. */
    private Fact<Map<String, Candidate>> byParameter(SortedSet<String> names) {
        Fact<Map<String, String>> ids = FilterValues.inChunks(names, MAX_NAMES, this::parameters);
        return ids.flatMap(
                named ->
                        FilterValues.matching(
                                        "image-id",
                                        new TreeSet<>(named.values()),
                                        filters -> candidates(null, filters))
                                .map(images -> of(named, images)));
    }

    private static Map<String, Candidate> of(
            Map<String, String> named, Map<String, Candidate> images) {
        Map<String, Candidate> found = new HashMap<>();
        named.forEach(
                (parameter, id) -> {
                    Candidate image = images.get(id);
                    if (image != null) {
                        found.put(parameter, image);
                    }
                });
        return found;
    }

    private Fact<Map<String, String>> parameters(List<String> names) {
        return new PagedOperation<>(
                        action(),
                        token -> client().ssm().getParameters(request -> request.names(names)),
                        PagedOperation.<GetParametersResponse>noNext(),
                        this::list,
                        Parameter::name)
                .byId((parameter, read) -> read.text(parameter.value(), "value"));
    }

    /** An answer without the list is no answer: it must not pass for one that is empty. */
    private List<Parameter> list(GetParametersResponse page) {
        if (!page.hasParameters()) {
            throw UnreadableAnswer.withoutList(action());
        }
        return page.parameters();
    }

    /** For the images for which no parameter names one: their owners' arm64 images by name. */
    private Map<String, Fact<Map<String, Candidate>>> byName(
            List<Image> images,
            Map<String, Candidate> named,
            SortedMap<String, String> parameters) {
        SortedMap<String, SortedSet<String>> patterns = new TreeMap<>();
        for (Image image : images) {
            if (!named.containsKey(String.valueOf(parameters.get(image.id())))) {
                name(image)
                        .ifPresent(
                                name ->
                                        patterns.computeIfAbsent(
                                                        owner(image), unused -> new TreeSet<>())
                                                .add(name.pattern()));
            }
        }
        Map<String, Fact<Map<String, Candidate>>> found = new HashMap<>();
        patterns.forEach(
                (owner, names) ->
                        found.put(
                                owner,
                                FilterValues.inChunks(
                                        names,
                                        FilterValues.MAX_VALUES,
                                        some -> candidates(owner, List.of(named(some))))));
        return found;
    }

    private static Filter named(List<String> patterns) {
        return Filter.builder().name("name").values(patterns).build();
    }

    private static String owner(Image image) {
        return Objects.requireNonNullElse(image.ownerId(), "");
    }

    private static Optional<ImageName> name(Image image) {
        return image.ownerId() == null || image.name() == null
                ? Optional.empty()
                : ImageName.of(image.name());
    }

    /**
     * Images that may be the one.
     *
     * @param allowed whether the account allows it; null where EC2 does not say
     */
    private record Candidate(Image image, @Nullable Boolean allowed) {

        boolean usable() {
            return image.architecture() == Architecture.ARM64
                    && image.state().equals("available")
                    && !Boolean.FALSE.equals(allowed);
        }
    }

    private Fact<Map<String, Candidate>> candidates(@Nullable String owner, List<Filter> filters) {
        DescribeImagesRequest.Builder request =
                DescribeImagesRequest.builder()
                        .filters(filters)
                        .includeDeprecated(false)
                        .maxResults(PAGE);
        if (owner != null) {
            request.owners(owner);
        }
        return new PagedOperation<>(
                        IMAGES,
                        token -> client().ec2().describeImages(request.nextToken(token).build()),
                        DescribeImagesResponse::nextToken,
                        DescribeImagesResponse::images,
                        image -> image.imageId())
                .byId(
                        (image, read) ->
                                new Candidate(
                                        ImageCollector.translate(image, read),
                                        image.imageAllowed()));
    }

    private static MatchingImage byParameter(@Nullable String parameter, Candidate candidate) {
        String by = String.valueOf(parameter);
        return candidate.usable()
                ? new Found(
                        candidate.image().id(), candidate.image().name(), How.PUBLIC_PARAMETER, by)
                : new None(
                        Message.of("facts.arm64-image-not-allowed")
                                .with("image", candidate.image().id())
                                .with("parameter", by));
    }

    private static MatchingImage byName(Image image, Collection<Candidate> all) {
        Optional<ImageName> name = name(image);
        if (name.isEmpty()) {
            return new None(Message.of("facts.arm64-image-unnamed"));
        }
        return all.stream()
                .filter(Candidate::usable)
                .map(Candidate::image)
                .filter(other -> owner(image).equals(other.ownerId()))
                .filter(other -> other.name() != null && name.get().matches(other.name()))
                .max(
                        Comparator.comparing(
                                        Image::createdAt,
                                        Comparator.nullsFirst(Comparator.naturalOrder()))
                                .thenComparing(Image::id))
                .<MatchingImage>map(
                        newest ->
                                new Found(
                                        newest.id(),
                                        newest.name(),
                                        How.OWNER_AND_NAME,
                                        name.get().pattern()))
                .orElseGet(
                        () ->
                                new None(
                                        Message.of("facts.arm64-image-not-found")
                                                .with("owner", owner(image))
                                                .with("name", name.get().pattern())));
    }
}
