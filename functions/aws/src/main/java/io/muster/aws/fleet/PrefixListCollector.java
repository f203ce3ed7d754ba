package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/**
 * Reads the entries of the prefix lists that security groups name: one call for each list, because
 * EC2 takes no more of them, and one more for each hundred entries.
 */
final class PrefixListCollector extends SelectiveCollector<Ec2Client, Map<String, PrefixList>> {

    private static final int PAGE = 100;

    private static final Set<String> NOT_FOUND = Set.of("InvalidPrefixListID.NotFound");

    PrefixListCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.PREFIX_LISTS,
                "ec2:GetManagedPrefixListEntries",
                GetManagedPrefixListEntriesResponse.builder(),
                Source.SECURITY_GROUPS,
                PrefixListCollector::named,
                "pl-00000000000000000");
    }

    private static Set<String> named(Map<String, SecurityGroup> groups) {
        return groups.values().stream()
                .flatMap(group -> group.ingress().stream())
                .flatMap(rule -> rule.prefixListIds().stream())
                .collect(Collectors.toSet());
    }

    @Override
    Fact<Map<String, PrefixList>> of(Scope scope, SortedSet<String> ids) {
        return FilterValues.inChunks(ids, 1, some -> list(some.getFirst()));
    }

    /** A list that there is no more, or that is no longer shared, is not in the map. */
    private Fact<Map<String, PrefixList>> list(String id) {
        GetManagedPrefixListEntriesRequest.Builder request =
                GetManagedPrefixListEntriesRequest.builder().prefixListId(id).maxResults(PAGE);
        return new PagedOperation<>(
                        action(),
                        token ->
                                client().getManagedPrefixListEntries(
                                                request.nextToken(token).build()),
                        GetManagedPrefixListEntriesResponse::nextToken,
                        GetManagedPrefixListEntriesResponse::entries,
                        PrefixListEntry::cidr)
                .byIdIfThere(NOT_FOUND, (entry, read) -> read.text(entry.cidr(), "range"))
                .map(
                        found ->
                                found.map(
                                                ranges ->
                                                        Map.of(
                                                                id,
                                                                new PrefixList(
                                                                        id,
                                                                        List.copyOf(
                                                                                ranges.values()))))
                                        .orElse(Map.of()));
    }
}
