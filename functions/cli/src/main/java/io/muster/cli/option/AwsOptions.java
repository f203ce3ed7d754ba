package io.muster.cli.option;

import io.muster.aws.client.AwsAccess;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where AWS is and as whom to ask; the same options on every command that asks. */
public final class AwsOptions {

    private static final Pattern ROLE =
            Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Use this profile of ~/.aws instead of the default chain of credentials.")
    private @Nullable String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Ask this address instead of AWS: an emulator, a VPC endpoint.")
    private @Nullable String endpointUrl;

    @Option(
            names = "--role-arn",
            paramLabel = "ARN",
            description = "Assume this role and ask as it, with the credentials of the rest.")
    private @Nullable String roleArn;

    @Option(
            names = "--external-id",
            paramLabel = "ID",
            description = "What the trust policy of --role-arn asks for.")
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

    /** The profile that is asked for; null where none is. */
    public @Nullable String profile() {
        return profile;
    }

    private AwsAccess.@Nullable Role role() {
        if (roleArn == null) {
            if (externalId != null) {
                throw CommandFailure.usage(
                        "--external-id is given without --role-arn", "Name the role, too.");
            }
            return null;
        }
        if (!ROLE.matcher(roleArn.strip()).matches()) {
            throw CommandFailure.usage(
                    "'%s' is not the ARN of a role".formatted(roleArn),
                    "It looks like arn:aws:iam::123456789012:role/auditor.");
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
                "'%s' is not the address of an endpoint".formatted(endpointUrl),
                "It looks like http://localhost:5000 or https://ec2.us-east-1.amazonaws.com.");
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
        } catch (IllegalArgumentException unknown) {
            throw CommandFailure.usage(
                    String.valueOf(unknown.getMessage()),
                    "The regions of an account: aws ec2 describe-regions --query 'Regions[].RegionName'");
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

    private static CommandFailure noRegion() {
        return CommandFailure.usage(
                "no region is given, and none is configured",
                """
                Add --region us-east-1 (as often as you like) or --all-regions,
                or set AWS_REGION, or: aws configure set region us-east-1""");
    }
}
