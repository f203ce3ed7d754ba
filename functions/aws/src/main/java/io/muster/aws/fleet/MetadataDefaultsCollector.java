package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.MetadataDefaults;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataDefaultsResponse;

/** Reads what the account sets for the metadata service of new instances of the region. */
final class MetadataDefaultsCollector extends SourceCollector<Ec2Client, MetadataDefaults> {

    MetadataDefaultsCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.METADATA_DEFAULTS,
                "ec2:GetInstanceMetadataDefaults",
                GetInstanceMetadataDefaultsResponse.builder());
    }

    /** Where no instance is left, the question is of no use. */
    @Override
    Set<Source<?>> after() {
        return Set.of(Source.INSTANCES);
    }

    @Override
    Fact<MetadataDefaults> all(FleetFacts before) {
        boolean none =
                before.get(Source.INSTANCES)
                        .map(hosts -> hosts.stream().allMatch(host -> host.state().gone()))
                        .orElse(false);
        return none ? Fact.known(new MetadataDefaults(null, false)) : asked();
    }

    private Fact<MetadataDefaults> asked() {
        return new PagedOperation<>(
                        action(),
                        token -> client().getInstanceMetadataDefaults(request -> {}),
                        PagedOperation.<GetInstanceMetadataDefaultsResponse>noNext(),
                        answer -> List.of(answer),
                        answer -> source().label())
                .list(MetadataDefaultsCollector::translate)
                .map(List::getFirst);
    }

    /** One call for a region, whatever is looked at. */
    @Override
    boolean selective() {
        return true;
    }

    /** An account that sets nothing has an empty answer, or one that says no preference. */
    private static MetadataDefaults translate(
            GetInstanceMetadataDefaultsResponse from, FieldReader read) {
        InstanceMetadataDefaultsResponse account = from.accountLevel();
        String tokens = account == null ? null : read.text(account.httpTokensAsString());
        boolean enforced =
                account != null && "enabled".equals(account.httpTokensEnforcedAsString());
        return new MetadataDefaults(required(tokens), enforced);
    }

    private static @Nullable Boolean required(@Nullable String tokens) {
        return switch (tokens == null ? "" : tokens) {
            case "required" -> true;
            case "optional" -> false;
            default -> null;
        };
    }
}
