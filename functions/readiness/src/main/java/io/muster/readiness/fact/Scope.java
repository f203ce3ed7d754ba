package io.muster.readiness.fact;

import java.util.regex.Pattern;

/**
 * One account in one region: the unit that is scanned, stored and reported.
 *
 * @param partition the AWS partition: {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param account twelve digits
 * @param region a region's code, such as {@code ap-northeast-2}
 */
public record Scope(String partition, String account, String region)
        implements Comparable<Scope>, Subject {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d{1,2}");

    public Scope {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("not an AWS account id (12 digits): " + account);
        }
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("not an AWS region code: " + region);
        }
    }

    /** A scope in the partition that the region's name implies. */
    public static Scope of(String account, String region) {
        String partition =
                region.startsWith("cn-")
                        ? "aws-cn"
                        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return new Scope(partition, account, region);
    }

    /** The ARN of a resource of this scope, such as {@code logs} and {@code log-group:/app}. */
    public String arn(String service, String resource) {
        return String.join(":", "arn", partition, service, region, account, resource);
    }

    @Override
    public String id() {
        return toString();
    }

    @Override
    public ResourceType resourceType() {
        return ResourceType.SCOPE;
    }

    @Override
    public int compareTo(Scope other) {
        int byAccount = account.compareTo(other.account);
        return byAccount != 0 ? byAccount : region.compareTo(other.region);
    }

    @Override
    public String toString() {
        return account + "/" + region;
    }
}
