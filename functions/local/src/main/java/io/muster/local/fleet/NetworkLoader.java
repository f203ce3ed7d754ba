package io.muster.local.fleet;

import io.muster.local.addition.HiddenTags;
import io.muster.local.fleet.SampleFirewall.Rule;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Makes a region's network: one VPC, a private and a public subnet in each zone, firewalls. */
final class NetworkLoader {

    static final List<String> ZONES = List.of("a", "b", "c");
    private static final String PREFIX_LIST_KEY = "prefix-list";

    private final Ec2Client ec2;
    private final Keys keys;
    private final String region;

    NetworkLoader(Ec2Client ec2, Keys keys, String region) {
        this.ec2 = ec2;
        this.keys = keys;
        this.region = region;
    }

    void load(List<SampleFirewall> firewalls) {
        String vpc =
                keys.ensure(
                        "vpc",
                        () ->
                                ec2.createVpc(
                                                CreateVpcRequest.builder()
                                                        .cidrBlock("10.20.0.0/16")
                                                        .tagSpecifications(
                                                                Keys.specification(
                                                                        ResourceType.VPC, "vpc"))
                                                        .build())
                                        .vpc()
                                        .vpcId());
        for (int index = 0; index < ZONES.size(); index++) {
            subnet(vpc, ZONES.get(index), false, "10.20.%d.0/24".formatted(index));
            subnet(vpc, ZONES.get(index), true, "10.20.%d.0/24".formatted(100 + index));
        }
        keys.ensure(PREFIX_LIST_KEY, this::prefixList);
        firewalls.forEach(firewall -> firewall(vpc, firewall));
    }

    /** The key of a zone's subnet. */
    static String subnetKey(String zone, boolean givesAddresses) {
        return (givesAddresses ? "subnet/public-" : "subnet/private-") + zone;
    }

    static String firewallKey(String name) {
        return "firewall/" + name;
    }

    private void subnet(String vpc, String zone, boolean gives, String range) {
        String key = subnetKey(zone, gives);
        keys.ensure(
                key,
                () -> {
                    String id =
                            ec2.createSubnet(
                                            CreateSubnetRequest.builder()
                                                    .vpcId(vpc)
                                                    .availabilityZone(region + zone)
                                                    .cidrBlock(range)
                                                    .tagSpecifications(
                                                            Keys.specification(
                                                                    ResourceType.SUBNET, key))
                                                    .build())
                                    .subnet()
                                    .subnetId();
                    ec2.modifySubnetAttribute(
                            change ->
                                    change.subnetId(id)
                                            .mapPublicIpOnLaunch(value -> value.value(gives)));
                    return id;
                });
    }

    private String prefixList() {
        String id =
                ec2.createManagedPrefixList(
                                CreateManagedPrefixListRequest.builder()
                                        .prefixListName("office")
                                        .addressFamily("IPv4")
                                        .maxEntries(2)
                                        .entries(
                                                AddPrefixListEntry.builder()
                                                        .cidr("203.0.113.0/24")
                                                        .build())
                                        .build())
                        .prefixList()
                        .prefixListId();
        Keys.tag(ec2, id, List.of(Keys.tag(HiddenTags.KEY, PREFIX_LIST_KEY)));
        return id;
    }

    private void firewall(String vpc, SampleFirewall firewall) {
        String key = firewallKey(firewall.name());
        keys.ensure(
                key,
                () -> {
                    String id =
                            ec2.createSecurityGroup(
                                            CreateSecurityGroupRequest.builder()
                                                    .groupName(firewall.name())
                                                    .description("Sample: " + firewall.name())
                                                    .vpcId(vpc)
                                                    .tagSpecifications(
                                                            Keys.specification(
                                                                    ResourceType.SECURITY_GROUP,
                                                                    key))
                                                    .build())
                                    .groupId();
                    ec2.authorizeSecurityGroupIngress(
                            request ->
                                    request.groupId(id)
                                            .ipPermissions(
                                                    firewall.rules().stream()
                                                            .map(this::permission)
                                                            .toList()));
                    return id;
                });
    }

    private IpPermission permission(Rule rule) {
        IpPermission.Builder permission = IpPermission.builder().ipProtocol(rule.protocol());
        if (rule.from() >= 0) {
            permission.fromPort(rule.from()).toPort(rule.to());
        }
        String source = rule.source();
        if (source.equals(SampleFirewall.PREFIX_LIST)) {
            permission.prefixListIds(
                    PrefixListId.builder().prefixListId(keys.id(PREFIX_LIST_KEY)).build());
        } else if (source.contains(":")) {
            permission.ipv6Ranges(Ipv6Range.builder().cidrIpv6(source).build());
        } else {
            permission.ipRanges(IpRange.builder().cidrIp(source).build());
        }
        return permission.build();
    }
}
