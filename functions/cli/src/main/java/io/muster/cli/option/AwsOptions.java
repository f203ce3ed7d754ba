package io.muster.cli.option;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.UnknownRegion;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where AWS is and as whom to ask; the same options on every command that asks. */
public final class AwsOptions {

    private static final Pattern ROLE =
            Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

    private static final Pattern PLAIN = Pattern.compile("[\\w+=,.@/:-]+");

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Profile of ~/.aws to use instead of the default credential chain.")
    private @Nullable String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Endpoint to call instead of AWS: a VPC endpoint, an emulator.")
    private @Nullable String endpointUrl;

    @Option(
            names = "--role-arn",
            paramLabel = "ARN",
            description = "Role to assume with these credentials.")
    private @Nullable String roleArn;

    @Option(
            names = "--external-id",
            paramLabel = "ID",
            description = "External ID that the trust policy of --role-arn requires.")
    private @Nullable String externalId;

    /**
     * The access that these options and the environment describe.
     *
     * @throws CommandFailure for an endpoint that is no address, or a role that is no ARN
     */
    public AwsAccess access(Session session) {
        return AwsAccess.of(session.environment(), profile, endpoint())
                .as(role(), new MfaQuestion(session));
    }

    /** These, with the profile and the endpoint of a run before where none are given. */
    public AwsOptions or(@Nullable String formerProfile, @Nullable String formerEndpoint) {
        AwsOptions both = new AwsOptions();
        both.profile = profile == null ? formerProfile : profile;
        both.endpointUrl = endpointUrl == null ? formerEndpoint : endpointUrl;
        both.roleArn = roleArn;
        both.externalId = externalId;
        return both;
    }

    /** These options as another command takes them, each with a blank before it. */
    public String given() {
        StringBuilder given = new StringBuilder();
        option(given, "--profile", profile);
        option(given, "--role-arn", roleArn);
        option(given, "--external-id", externalId);
        option(given, "--endpoint-url", endpointUrl);
        return given.toString();
    }

    /** Adds an option with its value, quoted for a shell where it must be. */
    public static void option(StringBuilder to, String name, @Nullable String value) {
        if (value != null) {
            boolean plain = PLAIN.matcher(value).matches();
            String quoted = plain ? value : "'" + value.replace("'", "'\\''") + "'";
            to.append(' ').append(name).append(' ').append(quoted);
        }
    }

    /** The profile that is asked for; null where none is. */
    public @Nullable String profile() {
        return profile;
    }

    private AwsAccess.@Nullable Role role() {
        if (roleArn == null) {
            if (externalId != null) {
                throw CommandFailure.usage(
                        Message.of("screen.external-id-alone"),
                        Message.of("screen.external-id-alone-next"));
            }
            return null;
        }
        if (!ROLE.matcher(roleArn.strip()).matches()) {
            throw CommandFailure.usage(
                    Message.of("screen.not-a-role").with("value", roleArn),
                    Message.of("screen.not-a-role-next"));
        }
        return new AwsAccess.Role(roleArn.strip(), externalId);
    }

    /** The endpoint's address; null where none is given. */
    public @Nullable URI endpoint() {
        if (endpointUrl == null) {
            return null;
        }
        try {
            URI address = URI.create(endpointUrl.strip());
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && List.of("http", "https").contains(scheme)) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // Said below, in the same words as an address without a host.
        }
        throw CommandFailure.usage(
                Message.of("screen.not-an-endpoint").with("value", endpointUrl),
                Message.of("screen.not-an-endpoint-next"));
    }

    /**
     * Region codes as given, each once, all known.
     *
     * @throws CommandFailure for one that is no region, with the one that may have been meant
     */
    public static List<String> known(List<String> given) {
        return given.stream().map(AwsOptions::known).distinct().toList();
    }

    private static String known(String region) {
        try {
            return AwsAccess.knownRegion(region);
        } catch (UnknownRegion unknown) {
            throw CommandFailure.usage(
                    Message.of("screen.unknown-region").with("name", unknown.code()),
                    unknown.nearest()
                            .map(near -> Message.of("screen.did-you-mean").with("name", near))
                            .orElse(Message.of("screen.list-regions")));
        }
    }

    /**
     * The regions to work on: those given, else those configured.
     *
     * @throws CommandFailure when there is none
     */
    public static List<String> regions(List<String> given, AwsAccess access) {
        List<String> wanted = given.isEmpty() ? access.defaultRegions() : given;
        if (wanted.isEmpty()) {
            throw noRegion();
        }
        return known(wanted);
    }

    /**
     * The regions to scan: those on the command line, else those configured. The region of the
     * table, which {@code muster.yaml} may give as the option's default, is none of them.
     *
     * @param given what the option holds
     * @throws CommandFailure when there is none
     */
    public static List<String> regionsToScan(
            CommandSpec command, List<String> given, AwsAccess access) {
        boolean named = command.commandLine().getParseResult().hasMatchedOption("--region");
        return regions(named ? given : List.of(), access);
    }

    private static CommandFailure noRegion() {
        return CommandFailure.usage(
                Message.of("screen.no-region"), Message.of("screen.no-region-next"));
    }
}
