package io.muster.aws.fleet;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.LaunchSettings;
import io.muster.readiness.fact.LaunchTemplate;
import io.muster.readiness.fact.LaunchTemplate.Version;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.GroupLaunches;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * Reads the launch templates that Auto Scaling groups name.
 *
 * <p>One question in pages answers with the latest and the default version of every template, among
 * them nearly all that groups name; a version that is neither costs a call for its template. For
 * some groups alone, a call for each of their templates is less than that.
 */
final class LaunchTemplateCollector
        extends SourceCollector<Ec2Client, Map<String, LaunchTemplate>> {

    private static final int PAGE = 200;

    private static final List<String> LATEST_AND_DEFAULT = List.of("$Latest", "$Default");

    private static final Set<String> TEMPLATE_NOT_FOUND =
            Set.of(
                    "InvalidLaunchTemplateId.NotFound",
                    "InvalidLaunchTemplateName.NotFoundException");

    private static final Set<String> VERSION_NOT_FOUND =
            Set.of("InvalidLaunchTemplateId.VersionNotFound");

    LaunchTemplateCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.LAUNCH_TEMPLATES,
                "ec2:DescribeLaunchTemplateVersions",
                DescribeLaunchTemplateVersionsResponse.builder());
    }

    @Override
    Set<Source<?>> after() {
        return Set.of(Source.AUTO_SCALING_GROUPS);
    }

    @Override
    boolean selective() {
        return true;
    }

    @Override
    Fact<Map<String, LaunchTemplate>> prime(Scope scope) {
        loadShapes();
        return versions(new Named("lt-00000000000000000", null), LATEST_AND_DEFAULT)
                .map(none -> Map.of());
    }

    @Override
    Fact<Map<String, LaunchTemplate>> all(FleetFacts before) {
        return wanted(before)
                .flatMap(
                        wanted ->
                                wanted.isEmpty()
                                        ? Fact.known(Map.of())
                                        : listed().flatMap(found -> withNamed(found, wanted)));
    }

    @Override
    Fact<Map<String, LaunchTemplate>> some(FleetFacts before) {
        return wanted(before)
                .flatMap(
                        wanted -> {
                            Fact<List<Read>> all = Fact.known(List.of());
                            for (Map.Entry<Named, SortedSet<String>> each : wanted.entrySet()) {
                                Set<String> versions = new LinkedHashSet<>(LATEST_AND_DEFAULT);
                                versions.addAll(each.getValue());
                                all = joined(all, versions(each.getKey(), versions));
                            }
                            return all.map(LaunchTemplateCollector::templates);
                        });
    }

    /** A template as groups name it. */
    private record Named(@Nullable String id, @Nullable String name) implements Comparable<Named> {

        @Override
        public int compareTo(Named other) {
            return label().compareTo(other.label());
        }

        private String label() {
            return id + " " + name;
        }

        private boolean is(Read version) {
            return id == null ? String.valueOf(name).equals(version.name) : id.equals(version.id);
        }
    }

    /** A version as EC2 lists it. */
    private record Read(String id, @Nullable String name, Version version) {}

    /** The templates that groups name, with the numbers of versions that they name. */
    private static Fact<SortedMap<Named, SortedSet<String>>> wanted(FleetFacts before) {
        return before.get(Source.AUTO_SCALING_GROUPS).map(LaunchTemplateCollector::wanted);
    }

    private static SortedMap<Named, SortedSet<String>> wanted(List<AutoScalingGroup> groups) {
        SortedMap<Named, SortedSet<String>> wanted = new TreeMap<>();
        for (AutoScalingGroup group : groups) {
            for (Template template : GroupLaunches.templatesOf(group)) {
                if (template.id() == null && template.name() == null) {
                    continue;
                }
                Named named =
                        template.id() == null
                                ? new Named(null, template.name())
                                : new Named(template.id(), null);
                SortedSet<String> versions =
                        wanted.computeIfAbsent(named, unused -> new TreeSet<>());
                String version = template.version();
                if (version != null && !version.startsWith("$")) {
                    versions.add(version);
                }
            }
        }
        return wanted;
    }

    private Fact<List<Read>> listed() {
        return operation(
                        DescribeLaunchTemplateVersionsRequest.builder()
                                .versions(LATEST_AND_DEFAULT)
                                .maxResults(PAGE))
                .list(LaunchTemplateCollector::translate);
    }

    /** Adds the versions that are neither the latest nor the default of a template in the list. */
    private Fact<Map<String, LaunchTemplate>> withNamed(
            List<Read> listed, SortedMap<Named, SortedSet<String>> wanted) {
        Fact<List<Read>> all = Fact.known(listed);
        for (Map.Entry<Named, SortedSet<String>> each : wanted.entrySet()) {
            SortedSet<String> missing = new TreeSet<>(each.getValue());
            boolean there = false;
            for (Read version : listed) {
                if (each.getKey().is(version)) {
                    there = true;
                    missing.remove(Long.toString(version.version.number()));
                }
            }
            if (there && !missing.isEmpty()) {
                all = joined(all, versions(each.getKey(), missing));
            }
        }
        return all.map(versions -> templates(versions, wanted.keySet()));
    }

    /**
     * Versions of one template; those that there are not are left out. EC2 refuses the whole call
     * for one of them, so that each is then asked for by itself, unless the template is gone.
     */
    private Fact<List<Read>> versions(Named template, Collection<String> versions) {
        return asked(template, versions)
                .flatMap(
                        found -> {
                            if (found.isPresent() || versions.size() == 1) {
                                return Fact.known(found.orElse(List.of()));
                            }
                            Fact<List<Read>> all = Fact.known(List.of());
                            for (String version : versions) {
                                all = joined(all, versions(template, List.of(version)));
                            }
                            return all;
                        });
    }

    private Fact<Optional<List<Read>>> asked(Named template, Collection<String> versions) {
        return operation(
                        DescribeLaunchTemplateVersionsRequest.builder()
                                .launchTemplateId(template.id)
                                .launchTemplateName(template.id == null ? template.name : null)
                                .versions(versions)
                                .maxResults(PAGE))
                .byIdIfThere(
                        VERSION_NOT_FOUND, TEMPLATE_NOT_FOUND, LaunchTemplateCollector::translate)
                .map(found -> found.map(byNumber -> List.copyOf(byNumber.values())));
    }

    private PagedOperation<DescribeLaunchTemplateVersionsResponse, LaunchTemplateVersion> operation(
            DescribeLaunchTemplateVersionsRequest.Builder request) {
        return new PagedOperation<>(
                action(),
                token ->
                        client().describeLaunchTemplateVersions(
                                        request.includeManagedResources(true)
                                                .nextToken(token)
                                                .build()),
                DescribeLaunchTemplateVersionsResponse::nextToken,
                DescribeLaunchTemplateVersionsResponse::launchTemplateVersions,
                version -> version.launchTemplateId() + " " + version.versionNumber());
    }

    private static Fact<List<Read>> joined(Fact<List<Read>> some, Fact<List<Read>> more) {
        return some.zip(more, (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
    }

    /** Of a whole list, only those that groups name are kept. */
    private static Map<String, LaunchTemplate> templates(List<Read> versions, Set<Named> wanted) {
        return templates(
                versions.stream()
                        .filter(version -> wanted.stream().anyMatch(named -> named.is(version)))
                        .toList());
    }

    private static Map<String, LaunchTemplate> templates(List<Read> versions) {
        Map<String, @Nullable String> names = new HashMap<>();
        Map<String, Map<Long, Version>> byId = new LinkedHashMap<>();
        for (Read read : versions) {
            names.put(read.id, read.name);
            byId.computeIfAbsent(read.id, unused -> new HashMap<>())
                    .put(read.version.number(), read.version);
        }
        Map<String, LaunchTemplate> templates = new LinkedHashMap<>();
        byId.forEach((id, all) -> templates.put(id, new LaunchTemplate(id, names.get(id), all)));
        return templates;
    }

    private static Read translate(LaunchTemplateVersion from, FieldReader read) {
        return new Read(
                read.text(from.launchTemplateId(), "id of a launch template"),
                read.text(from.launchTemplateName()),
                new Version(
                        number(from.versionNumber()),
                        Boolean.TRUE.equals(from.defaultVersion()),
                        settings(from.launchTemplateData(), read)));
    }

    private static long number(@Nullable Long version) {
        if (version == null) {
            throw new UnreadableAnswer(
                    Message.of("facts.field-missing").with("field", "version number"));
        }
        return version;
    }

    private static LaunchSettings settings(
            @Nullable ResponseLaunchTemplateData data, FieldReader read) {
        if (data == null) {
            return new LaunchSettings(null, List.of());
        }
        List<String> groups = new ArrayList<>(data.securityGroupIds());
        data.networkInterfaces().forEach(each -> groups.addAll(each.groups()));
        return new LaunchSettings(
                read.text(data.imageId()),
                read.texts(groups.stream().distinct().toList()),
                read.texts(data.securityGroups()));
    }
}
