package io.muster.readiness.fleet;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Configuration;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.MixedInstances;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.LaunchSettings;
import io.muster.readiness.fact.LaunchTemplate;
import io.muster.readiness.fact.LaunchTemplate.Version;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fleet.GroupLaunch.Obstacle;
import io.muster.readiness.fleet.GroupLaunch.TemplateVersion;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Auto Scaling groups launch from, and whether it is there.
 *
 * <p>Nothing warns of an image, a security group or a template that is deleted while a group needs
 * it: the group's instances run on, and the first launch after that fails.
 */
public final class GroupLaunches {

    /** What stands before the name of a parameter that names the image. */
    private static final String BY_PARAMETER = "resolve:ssm:";

    /** AWS's own parameters always name an image that is there. */
    private static final String BY_PUBLIC_PARAMETER = BY_PARAMETER + "/aws/service/";

    private final FleetFacts facts;

    public GroupLaunches(FleetFacts facts) {
        this.facts = facts;
    }

    /** The launch templates that groups name, in the policies of mixed instances too. */
    public static List<Template> templatesOf(AutoScalingGroup group) {
        return switch (group.launchSource()) {
            case Template template -> List.of(template);
            case MixedInstances mixed ->
                    Stream.concat(Stream.of(mixed.template()), mixed.templates().stream())
                            .distinct()
                            .toList();
            case Configuration configuration -> List.of();
            case None none -> List.of();
        };
    }

    /** The launch configurations that groups name. */
    public static Set<String> configurationsOf(Collection<AutoScalingGroup> groups) {
        return groups.stream()
                .map(AutoScalingGroup::launchSource)
                .filter(Configuration.class::isInstance)
                .map(source -> ((Configuration) source).name())
                .collect(Collectors.toSet());
    }

    /** The images that the groups of a scan would launch, as far as it is known. */
    public Set<String> imageIds() {
        Set<String> ids = new TreeSet<>();
        settings()
                .map(LaunchSettings::imageId)
                .filter(id -> id != null && !id.startsWith(BY_PARAMETER))
                .forEach(ids::add);
        groups().stream()
                .map(AutoScalingGroup::launchSource)
                .filter(MixedInstances.class::isInstance)
                .forEach(source -> ids.addAll(((MixedInstances) source).images().values()));
        return ids;
    }

    /** The security groups that the groups of a scan would launch with, as far as it is known. */
    public Set<String> securityGroupIds() {
        return settings()
                .flatMap(settings -> settings.securityGroupIds().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<AutoScalingGroup> groups() {
        return facts.get(Source.AUTO_SCALING_GROUPS).orElse(List.of());
    }

    private Stream<LaunchSettings> settings() {
        Map<String, LaunchSettings> configurations =
                facts.get(Source.LAUNCH_CONFIGURATIONS).orElse(Map.of());
        return groups().stream()
                .flatMap(
                        group ->
                                switch (group.launchSource()) {
                                    case Configuration named ->
                                            Stream.ofNullable(configurations.get(named.name()));
                                    case Template template -> settings(group);
                                    case MixedInstances mixed -> settings(group);
                                    case None none -> Stream.empty();
                                });
    }

    private Stream<LaunchSettings> settings(AutoScalingGroup group) {
        return templatesOf(group).stream()
                .flatMap(
                        named ->
                                template(named)
                                        .flatMap(found -> found.version(named.versionOrDefault()))
                                        .map(Version::settings)
                                        .stream());
    }

    private Optional<LaunchTemplate> template(Template named) {
        return find(facts.get(Source.LAUNCH_TEMPLATES).orElse(Map.of()), named);
    }

    /** By its id; by its name where Auto Scaling gives no id. */
    private static Optional<LaunchTemplate> find(Map<String, LaunchTemplate> all, Template named) {
        String id = named.id();
        if (id != null) {
            return Optional.ofNullable(all.get(id));
        }
        return all.values().stream()
                .filter(template -> named.name() != null)
                .filter(template -> Objects.equals(template.name(), named.name()))
                .findFirst();
    }

    /**
     * The number of the version that a group names; empty where there is no such template or
     * version.
     */
    Fact<Optional<Long>> number(Template named) {
        return facts.get(Source.LAUNCH_TEMPLATES)
                .map(
                        all ->
                                find(all, named)
                                        .flatMap(
                                                template ->
                                                        template.version(named.versionOrDefault()))
                                        .map(Version::number));
    }

    GroupLaunch of(AutoScalingGroup group) {
        Seen seen = new Seen();
        switch (group.launchSource()) {
            case Template template -> seen.template(template, Reach.EVERY_TYPE, Reach.EVERY_TYPE);
            case MixedInstances mixed -> seen.mixed(mixed);
            case Configuration configuration -> seen.configuration(configuration.name());
            case None none -> seen.notReturned();
        }
        return new GroupLaunch(seen.obstacles, seen.unseen);
    }

    /** Which of a group's instance types cannot be launched without something. */
    private enum Reach {
        EVERY_TYPE,
        SOME_TYPES,
        /** Some or none: a policy's templates are not known by type. */
        UNCLEAR,
        NO_TYPE
    }

    /** What is gathered of one group. */
    private final class Seen {

        private final List<Obstacle> obstacles = new ArrayList<>();
        private final List<Missing<?>> unseen = new ArrayList<>();

        private void notReturned() {
            unseen.add(
                    new Missing<>(
                            Why.NOT_REPORTED, Message.of("facts.launch-source-not-returned")));
        }

        private void mixed(MixedInstances mixed) {
            Reach some = mixed.instanceTypes().size() == 1 ? Reach.EVERY_TYPE : Reach.SOME_TYPES;
            Reach main = mixed.templates().isEmpty() ? Reach.EVERY_TYPE : some;
            template(mixed.template(), main, ofImage(mixed, main));
            mixed.templates().forEach(own -> template(own, some, ofImage(mixed, some)));
            for (String image : new TreeSet<>(mixed.images().values())) {
                image(image, some, Message.of("facts.launch-of-policy"), null);
            }
        }

        /** Types that the policy names an image for do not need that of their template. */
        private static Reach ofImage(MixedInstances mixed, Reach ofTemplate) {
            if (mixed.images().isEmpty()) {
                return ofTemplate;
            }
            if (mixed.images().keySet().containsAll(mixed.instanceTypes())) {
                return Reach.NO_TYPE;
            }
            return mixed.templates().isEmpty() ? Reach.SOME_TYPES : Reach.UNCLEAR;
        }

        private void obstacle(Message what, Reach of, @Nullable TemplateVersion version) {
            switch (of) {
                case EVERY_TYPE -> obstacles.add(new Obstacle(what, true, version));
                case SOME_TYPES -> obstacles.add(new Obstacle(what, false, version));
                case UNCLEAR ->
                        unseen.add(
                                new Missing<>(
                                        Why.NOT_REPORTED,
                                        Message.of("facts.launch-image-unclear")
                                                .with("what", what)));
                case NO_TYPE -> {
                    // Nothing is launched with it.
                }
            }
        }

        private void template(Template named, Reach of, Reach ofImage) {
            if (named.id() == null && named.name() == null) {
                notReturned();
                return;
            }
            switch (facts.get(Source.LAUNCH_TEMPLATES)) {
                case Known<Map<String, LaunchTemplate>> known ->
                        find(known.value(), named)
                                .ifPresentOrElse(
                                        found ->
                                                version(
                                                        found,
                                                        named.versionOrDefault(),
                                                        of,
                                                        ofImage),
                                        () -> gone(named, of));
                case Missing<Map<String, LaunchTemplate>> missing -> unseen.add(missing);
            }
        }

        private void gone(Template named, Reach of) {
            obstacle(
                    Message.of("facts.launch-template-gone")
                            .with("template", label(named.id(), named.name())),
                    of,
                    null);
        }

        private void version(LaunchTemplate template, String named, Reach of, Reach ofImage) {
            String label = label(template.id(), template.name());
            template.version(named)
                    .ifPresentOrElse(
                            version ->
                                    settings(
                                            version.settings(),
                                            of,
                                            ofImage,
                                            Message.of("facts.launch-of-template")
                                                    .with("number", version.number())
                                                    .with("template", label),
                                            new TemplateVersion(template.id(), version.number())),
                            () ->
                                    obstacle(
                                            Message.of("facts.launch-version-gone")
                                                    .with("version", named)
                                                    .with("template", label),
                                            of,
                                            null));
        }

        private void configuration(String name) {
            switch (facts.get(Source.LAUNCH_CONFIGURATIONS)) {
                case Known<Map<String, LaunchSettings>> known -> {
                    LaunchSettings settings = known.value().get(name);
                    if (settings == null) {
                        obstacle(
                                Message.of("facts.launch-configuration-gone")
                                        .with("configuration", name),
                                Reach.EVERY_TYPE,
                                null);
                    } else {
                        settings(
                                settings,
                                Reach.EVERY_TYPE,
                                Reach.EVERY_TYPE,
                                Message.of("facts.launch-of-configuration")
                                        .with("configuration", name),
                                null);
                    }
                }
                case Missing<Map<String, LaunchSettings>> missing -> unseen.add(missing);
            }
        }

        private void settings(
                LaunchSettings settings,
                Reach of,
                Reach ofImage,
                Message from,
                @Nullable TemplateVersion version) {
            String image = settings.imageId();
            if (image != null) {
                image(image, ofImage, from, version);
            } else {
                obstacle(
                        Message.of("facts.launch-without-image").with("from", from),
                        ofImage,
                        version);
            }
            securityGroups(settings.securityGroupIds(), of, from, version);
            if (!settings.securityGroupNames().isEmpty()) {
                unseen.add(byName(settings.securityGroupNames(), from));
            }
        }

        private Missing<?> byName(List<String> names, Message from) {
            return new Missing<>(
                    Why.NOT_REPORTED,
                    Message.of("facts.launch-security-groups-by-name")
                            .with("from", from)
                            .with("names", String.join(", ", names)));
        }

        private void image(String id, Reach of, Message from, @Nullable TemplateVersion version) {
            if (of == Reach.NO_TYPE || id.startsWith(BY_PUBLIC_PARAMETER)) {
                return;
            }
            if (id.startsWith(BY_PARAMETER)) {
                unseen.add(
                        new Missing<>(
                                Why.NOT_REPORTED,
                                Message.of("facts.launch-image-by-parameter")
                                        .with("from", from)
                                        .with("parameter", id.substring(BY_PARAMETER.length()))));
                return;
            }
            switch (facts.get(Source.IMAGES)) {
                case Known<Map<String, Image>> known -> {
                    Image image = known.value().get(id);
                    Message what =
                            image == null
                                    ? Message.of("facts.launch-image-gone")
                                    : Message.of("facts.launch-image-state")
                                            .with("state", image.state());
                    if (image == null || !image.state().equals("available")) {
                        obstacle(what.with("image", id).with("from", from), of, version);
                    }
                }
                case Missing<Map<String, Image>> missing -> unseen.add(missing);
            }
        }

        private void securityGroups(
                List<String> ids, Reach of, Message from, @Nullable TemplateVersion version) {
            if (ids.isEmpty()) {
                return;
            }
            switch (facts.get(Source.SECURITY_GROUPS)) {
                case Known<Map<String, SecurityGroup>> known ->
                        ids.stream()
                                .filter(id -> !known.value().containsKey(id))
                                .forEach(
                                        id ->
                                                obstacle(
                                                        Message.of(
                                                                        "facts.launch-security-group-gone")
                                                                .with("group", id)
                                                                .with("from", from),
                                                        of,
                                                        version));
                case Missing<Map<String, SecurityGroup>> missing -> unseen.add(missing);
            }
        }
    }

    private static String label(@Nullable String id, @Nullable String name) {
        if (id == null || name == null) {
            return String.valueOf(id == null ? name : id);
        }
        return id + " (" + name + ")";
    }
}
