package io.muster.cli.option;

import io.muster.aws.client.AwsAccess;
import io.muster.cli.session.CommandFailure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where AWS is and as whom to ask; the same options on every command that asks. */
public final class AwsOptions {

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

    /**
     * The access that these options and the environment describe.
     *
     * @throws CommandFailure for an endpoint that is no address
     */
    public AwsAccess access(Map<String, String> environment) {
        return AwsAccess.of(environment, profile, endpoint());
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
     * The regions to work on: those given, else the default one.
     *
     * @throws CommandFailure when there is none
     */
    public static List<String> regions(List<String> given, AwsAccess access) {
        return given.isEmpty()
                ? known(List.of(access.defaultRegion().orElseThrow(AwsOptions::noRegion)))
                : known(given);
    }

    private static CommandFailure noRegion() {
        return CommandFailure.usage(
                "no region is given, and none is configured",
                """
                Add --region us-east-1 (as often as you like) or --all-regions,
                or set AWS_REGION, or: aws configure set region us-east-1""");
    }
}
