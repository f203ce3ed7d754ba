package io.muster.aws.client;

import io.muster.aws.client.AwsAccessException.Reason;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * How a person reaches AWS: the standard chain of credentials and regions, asked one link at a
 * time.
 *
 * <p>The order is the SDK's own. Its provider tries every link and reports the failure of all; here
 * the first link that is configured is the one that counts, so that an expired login is reported as
 * such and not as "no credentials on this EC2 instance".
 */
public final class AwsAccess {

    /** The IAM action of {@link #enabledRegions}. */
    public static final String REGIONS_ACTION = "ec2:DescribeRegions";

    private static final String DEFAULT_PROFILE = "default";
    private static final String ROLE_ARN = "role_arn";
    private static final String MFA_SERIAL = "mfa_serial";

    /** Names Muster in the trail of an account whose role it assumes. */
    private static final String SESSION = "muster";

    /** A profile with none of these (a region alone, say) gives no credentials. */
    private static final Set<String> CREDENTIAL_PROPERTIES =
            Set.of(
                    "aws_access_key_id",
                    "credential_process",
                    "credential_source",
                    "role_arn",
                    "sso_account_id",
                    "sso_session",
                    "web_identity_token_file");

    private final Map<String, String> environment;
    private final @Nullable String profile;
    private final @Nullable URI endpoint;
    private final ProfileFile profiles;
    private final @Nullable Role role;
    private final MfaPrompt prompt;
    private @Nullable AwsCredentialsProvider found;

    private AwsAccess(
            Map<String, String> environment,
            @Nullable String profile,
            @Nullable URI endpoint,
            @Nullable Role role,
            MfaPrompt prompt) {
        this.environment = environment;
        this.profile = profile;
        this.endpoint = endpoint;
        this.profiles = profiles(environment);
        this.role = role;
        this.prompt = prompt;
    }

    /**
     * A role to assume with the credentials that the chain gives.
     *
     * @param externalId what its trust policy may ask for; null for none
     */
    public record Role(String arn, @Nullable String externalId) {}

    /**
     * Access as the environment describes it.
     *
     * @param profile the profile to use instead of {@code AWS_PROFILE} and of keys in the
     *     environment; null for none
     * @param endpoint the address of every service; null for what the environment says
     * @throws AwsAccessException when a file of profiles cannot be read
     */
    public static AwsAccess of(
            Map<String, String> environment, @Nullable String profile, @Nullable URI endpoint) {
        return new AwsAccess(environment, profile, endpoint, null, MfaPrompt.NONE);
    }

    /**
     * The same access as another role, and with a person who has the code of an MFA device.
     *
     * @param other the role to assume; null for none
     */
    public AwsAccess as(@Nullable Role other, MfaPrompt person) {
        return new AwsAccess(environment, profile, endpoint, other, person);
    }

    /** The codes of all regions that this version knows, sorted. */
    public static List<String> knownRegions() {
        return Regions.all().stream().map(Region::id).toList();
    }

    /**
     * A region's code as AWS writes it.
     *
     * @throws UnknownRegion naming the nearest region, for a code that is none
     */
    public static String knownRegion(String code) {
        return Regions.of(code).id();
    }

    /** The regions of {@code MUSTER_REGIONS}, else the one of the environment or the profile. */
    public List<String> defaultRegions() {
        return variable("MUSTER_REGIONS")
                .map(names -> Stream.of(names.split("[, ]+")).filter(n -> !n.isEmpty()).toList())
                .filter(names -> !names.isEmpty())
                .orElseGet(() -> defaultRegion().stream().toList());
    }

    /** The region of the environment, else of the profile. */
    public Optional<String> defaultRegion() {
        return variable("AWS_REGION")
                .or(() -> variable("AWS_DEFAULT_REGION"))
                .or(
                        () ->
                                profiles.profile(profileName())
                                        .flatMap(named -> named.property("region")));
    }

    /**
     * Clients for one region. Whether the credentials are good is asked when they are first used.
     *
     * @param region a region's code; see {@link Regions}
     * @param ledger gets the counts of their calls
     * @throws AwsAccessException when no credentials are configured
     */
    public AwsClients clients(String region, CallLedger ledger) {
        return new AwsClients(Region.of(region), credentials(region), endpoint, ledger);
    }

    /**
     * Clients for whatever region is asked for, each with a ledger of its own. They are the asker's
     * to close.
     */
    public Function<Region, AwsClients> clientsByRegion() {
        return region -> clients(region.id(), new CallLedger());
    }

    /**
     * The regions that are enabled for the account, sorted.
     *
     * @throws AwsAccessException when EC2 does not say
     */
    public static List<String> enabledRegions(AwsClients clients) {
        try {
            return clients.ec2().describeRegions().regions().stream()
                    .map(region -> region.regionName())
                    .sorted()
                    .toList();
        } catch (SdkException failure) {
            throw AwsAccessException.of(REGIONS_ACTION, failure);
        }
    }

    /** Found once, so that a program is run, a role assumed and a code asked for once. */
    private synchronized AwsCredentialsProvider credentials(String region) {
        if (found == null) {
            found = role == null ? own(region) : assumed(own(region), role, region);
        }
        return found;
    }

    private AwsCredentialsProvider own(String region) {
        Optional<String> key = variable("AWS_ACCESS_KEY_ID");
        Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
        if (profile == null && key.isPresent() && secret.isPresent()) {
            return StaticCredentialsProvider.create(keys(key.get(), secret.get()));
        }
        Optional<String> token = variable("AWS_WEB_IDENTITY_TOKEN_FILE");
        Optional<String> arn = variable("AWS_ROLE_ARN");
        if (profile == null && token.isPresent() && arn.isPresent()) {
            return new ToldCredentials(
                    WebIdentityTokenFileCredentialsProvider.builder()
                            .webIdentityTokenFile(Path.of(token.get()))
                            .roleArn(arn.get())
                            .roleSessionName(variable("AWS_ROLE_SESSION_NAME").orElse(SESSION))
                            .build(),
                    new CredentialsWay.Role(arn.get(), null));
        }
        return ofProfile(region).orElseGet(this::ofMachine);
    }

    private AwsCredentialsProvider assumed(AwsCredentialsProvider own, Role other, String region) {
        Optional<Profile> named = profiles.profile(profileName());
        // That of a role of the profile's own was asked for already, to assume that one.
        String serial =
                named.filter(given -> given.property(ROLE_ARN).isEmpty())
                        .flatMap(given -> given.property(MFA_SERIAL))
                        .orElse(null);
        return assuming(own, other, serial, SESSION, region);
    }

    private AwsCredentialsProvider assuming(
            AwsCredentialsProvider own,
            Role other,
            @Nullable String serial,
            String session,
            String region) {
        AwsClients asking = new AwsClients(Region.of(region), own, endpoint, new CallLedger());
        AwsCredentialsProvider provider =
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(asking.sts())
                        .refreshRequest(() -> request(other, serial, session))
                        .build();
        return new ToldCredentials(provider, new CredentialsWay.Role(other.arn(), serial));
    }

    private AssumeRoleRequest request(Role other, @Nullable String serial, String session) {
        AssumeRoleRequest.Builder request =
                AssumeRoleRequest.builder()
                        .roleArn(other.arn())
                        .roleSessionName(session)
                        .externalId(other.externalId());
        return serial == null
                ? request.build()
                : request.serialNumber(serial).tokenCode(prompt.code(serial)).build();
    }

    private AwsCredentials keys(String key, String secret) {
        return variable("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(key, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(key, secret));
    }

    private Optional<AwsCredentialsProvider> ofProfile(String region) {
        Optional<Profile> named = profiles.profile(profileName());
        boolean asked = profile != null || variable("AWS_PROFILE").isPresent();
        if (asked && named.isEmpty()) {
            throw new AwsAccessException(
                    Reason.NO_PROFILE,
                    Message.of("screen.no-profile").with("profile", profileName()),
                    otherProfiles(),
                    null);
        }
        return named.filter(AwsAccess::givesCredentials).map(given -> ofProfile(given, region));
    }

    /** What else there is to choose from. */
    private Message otherProfiles() {
        Set<String> names = new TreeSet<>(profiles.profiles().keySet());
        return names.isEmpty()
                ? Message.of("screen.no-profiles")
                : Nearest.to(profileName(), names)
                        .map(near -> Message.of("screen.did-you-mean").with("name", near))
                        .orElse(
                                Message.of("screen.profiles")
                                        .with("profiles", String.join(", ", names)));
    }

    private AwsCredentialsProvider ofProfile(Profile given, String region) {
        Optional<String> serial = given.property(MFA_SERIAL);
        Optional<String> arn = given.property(ROLE_ARN);
        Optional<Profile> source = given.property("source_profile").flatMap(profiles::profile);
        // The SDK assumes the role of a profile without the code that its trust policy asks for.
        if (serial.isPresent() && arn.isPresent() && source.isPresent()) {
            return assuming(
                    provider(source.get()),
                    new Role(arn.get(), given.property("external_id").orElse(null)),
                    serial.get(),
                    given.property("role_session_name").orElse(SESSION),
                    region);
        }
        return provider(given);
    }

    private AwsCredentialsProvider provider(Profile given) {
        return new ToldCredentials(
                ProfileCredentialsProvider.builder()
                        .profileFile(profiles)
                        .profileName(given.name())
                        .build(),
                CredentialsWay.of(given, profiles));
    }

    private static boolean givesCredentials(Profile profile) {
        return profile.properties().keySet().stream().anyMatch(CREDENTIAL_PROPERTIES::contains);
    }

    private AwsCredentialsProvider ofMachine() {
        if (variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").isPresent()
                || variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
            return ContainerCredentialsProvider.create();
        }
        if (isEmulator()) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        }
        if (variable("AWS_EC2_METADATA_DISABLED").filter("true"::equalsIgnoreCase).isPresent()) {
            throw noCredentials();
        }
        return InstanceProfileCredentialsProvider.create();
    }

    /** On this machine there is no AWS, only emulators, which take any credentials. */
    private boolean isEmulator() {
        Optional<String> host =
                endpoint != null
                        ? Optional.ofNullable(endpoint.getHost())
                        : variable("AWS_ENDPOINT_URL").map(AwsAccess::host);
        return host.filter(Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0")::contains)
                .isPresent();
    }

    private static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException noAddress) {
            // The SDK refuses it with its own words when the first client is made.
            return "";
        }
    }

    private String profileName() {
        return profile != null ? profile : variable("AWS_PROFILE").orElse(DEFAULT_PROFILE);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(v -> !v.isEmpty());
    }

    private static ProfileFile profiles(Map<String, String> environment) {
        Path home =
                Path.of(
                        environment.getOrDefault("HOME", System.getProperty("user.home", ".")),
                        ".aws");
        ProfileFile.Aggregator all = ProfileFile.aggregator();
        Path config = path(environment.get("AWS_CONFIG_FILE"), home.resolve("config"));
        Path credentials =
                path(environment.get("AWS_SHARED_CREDENTIALS_FILE"), home.resolve("credentials"));
        add(all, credentials, ProfileFile.Type.CREDENTIALS);
        add(all, config, ProfileFile.Type.CONFIGURATION);
        return all.build();
    }

    private static Path path(@Nullable String given, Path standard) {
        return given == null || given.isBlank() ? standard : Path.of(given);
    }

    private static void add(ProfileFile.Aggregator all, Path file, ProfileFile.Type type) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            all.addFile(ProfileFile.builder().content(file).type(type).build());
        } catch (RuntimeException unreadable) {
            throw new AwsAccessException(
                    Reason.NO_PROFILE,
                    Message.of("screen.profiles-unreadable")
                            .with("file", file.toString())
                            .with("why", String.valueOf(unreadable.getMessage())),
                    Message.of("screen.profiles-unreadable-next"),
                    unreadable);
        }
    }

    private static AwsAccessException noCredentials() {
        return new AwsAccessException(
                Reason.NO_CREDENTIALS,
                Message.of("screen.no-credentials"),
                Message.of("screen.no-credentials-next"),
                null);
    }
}
