package io.muster.handlers.runtime;

import io.muster.aws.client.Regions;
import io.muster.handlers.event.Event;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/**
 * The scopes that Muster looks at: each of some accounts in each of some regions.
 *
 * @param organization whether the accounts are all active ones of the organisation, of which Muster
 *     must ask AWS; there are no others then
 * @param accounts sorted, without those that are excluded; empty where they are the organisation's
 * @param excluded the accounts that are left out, of a list as well as of the organisation
 * @param regions sorted
 */
public record ConfiguredScopes(
        boolean organization, List<String> accounts, Set<String> excluded, List<Region> regions) {

    /** The environment variable that lists accounts; the function's own if it is not set. */
    public static final String ACCOUNTS_VARIABLE = "MUSTER_ACCOUNTS";

    /** The environment variable that says {@code true} for all accounts of the organisation. */
    public static final String ORGANIZATION_VARIABLE = "MUSTER_ORGANIZATION";

    /**
     * The environment variable that lists accounts to leave out, such as the management account.
     */
    public static final String EXCLUDED_VARIABLE = "MUSTER_EXCLUDE_ACCOUNTS";

    /** The environment variable that lists regions; the function's own if it is not set. */
    public static final String REGIONS_VARIABLE = "MUSTER_REGIONS";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    public ConfiguredScopes {
        accounts = List.copyOf(accounts);
        excluded = Set.copyOf(excluded);
        regions = List.copyOf(regions);
    }

    /**
     * Reads the variables.
     *
     * @param account the function's own
     * @param region the function's own
     * @throws IllegalArgumentException if a variable makes no sense; the message says which, and
     *     why
     */
    public static ConfiguredScopes from(
            Map<String, String> environment, String account, Region region) {
        boolean organization = flag(environment, ORGANIZATION_VARIABLE);
        Set<String> excluded =
                environment.getOrDefault(EXCLUDED_VARIABLE, "").isBlank()
                        ? Set.of()
                        : Set.copyOf(
                                list(
                                        environment,
                                        EXCLUDED_VARIABLE,
                                        "",
                                        ConfiguredScopes::account));
        List<String> accounts =
                list(environment, ACCOUNTS_VARIABLE, account, ConfiguredScopes::account).stream()
                        .filter(each -> !excluded.contains(each))
                        .toList();
        if (!organization && accounts.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is %s: it leaves out every account of %s; name others, or remove one"
                            .formatted(
                                    EXCLUDED_VARIABLE,
                                    Event.quoted(environment.getOrDefault(EXCLUDED_VARIABLE, "")),
                                    ACCOUNTS_VARIABLE));
        }
        return new ConfiguredScopes(
                organization,
                organization ? List.of() : accounts,
                excluded,
                list(environment, REGIONS_VARIABLE, region.id(), code -> Regions.of(code).id())
                        .stream()
                        .map(Region::of)
                        .toList());
    }

    /**
     * Whether an account is one of them. Any may be one of the organisation's that is not excluded.
     */
    public boolean covers(String account) {
        return organization ? !excluded.contains(account) : accounts.contains(account);
    }

    private static boolean flag(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "").strip();
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false", "" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "%s is %s: set it to true or false"
                                    .formatted(variable, Event.quoted(value)));
        };
    }

    /** The words of a list with commas, each once, sorted; one word where there is no list. */
    private static List<String> list(
            Map<String, String> environment,
            String variable,
            String otherwise,
            Function<String, String> read) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            return List.of(otherwise);
        }
        try {
            return List.copyOf(
                    Stream.of(value.split(",", -1))
                            .map(String::strip)
                            .map(read)
                            .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "%s is %s: %s".formatted(variable, Event.quoted(value), wrong.getMessage()),
                    wrong);
        }
    }

    private static String account(String id) {
        if (!ACCOUNT.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "%s is not an AWS account id (12 digits)".formatted(Event.quoted(id)));
        }
        return id;
    }
}
