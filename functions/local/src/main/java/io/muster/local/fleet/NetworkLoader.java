package io.muster.local.fleet;

import io.muster.local.fleet.SampleFirewall.Rule;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Makes a region's network: one VPC, a private and a public subnet in each zone, firewalls. */
record NetworkLoader(Ec2Client ec2, Keys keys, String region) {

    static final List<String> ZONES = List.of("a", "b", "c");
    private static final String PREFIX_LIST_KEY = "prefix-list";

    void load() {
        String vpc = keys.ensure("vpc", this::vpc);
        for (int index = 0; index < ZONES.size(); index++) {
            subnet(vpc, ZONES.get(index), false, "10.20.%d.0/24".formatted(index));
            subnet(vpc, ZONES.get(index), true, "10.20.%d.0/24".formatted(100 + index));
        }
        keys.ensure(PREFIX_LIST_KEY, this::prefixList);
        for (SampleFirewall firewall : SampleFleet.firewalls()) {
            String key = firewallKey(firewall.name());
            keys.ensure(key, () -> firewall(vpc, key, firewall));
        }
    }

    /** The key of a zone's subnet. */
    static String subnetKey(String zone, boolean givesAddresses) {
        return (givesAddresses ? "subnet/public-" : "subnet/private-") + zone;
    }

    static String firewallKey(String name) {
        return "firewall/" + name;
    }

    private String vpc() {
        return ec2.createVpc(
                        request ->
                                request.cidrBlock("10.20.0.0/16")
                                        .tagSpecifications(
                                                Keys.specification(ResourceType.VPC, "vpc")))
                .vpc()
                .vpcId();
    }

    private void subnet(String vpc, String zone, boolean gives, String range) {
        String key = subnetKey(zone, gives);
        keys.ensure(
                key,
                () -> {
                    var tags = Keys.specification(ResourceType.SUBNET, key);
                    String id =
                            ec2.createSubnet(
                                            request ->
                                                    request.vpcId(vpc)
                                                            .availabilityZone(region + zone)
                                                            .cidrBlock(range)
                                                            .tagSpecifications(tags))
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
        AddPrefixListEntry office = AddPrefixListEntry.builder().cidr("203.0.113.0/24").build();
        String id =
                ec2.createManagedPrefixList(
                                request ->
                                        request.prefixListName("office")
                                                .addressFamily("IPv4")
                                                .maxEntries(2)
                                                .entries(office))
                        .prefixList()
                        .prefixListId();
        keys.label(id, PREFIX_LIST_KEY);
        return id;
    }

    private String firewall(String vpc, String key, SampleFirewall firewall) {
        String id =
                ec2.createSecurityGroup(
                                request ->
                                        request.groupName(firewall.name())
                                                .description("Sample: " + firewall.name())
                                                .vpcId(vpc)
                                                .tagSpecifications(
                                                        Keys.specification(
                                                                ResourceType.SECURITY_GROUP, key)))
                        .groupId();
        List<IpPermission> rules = firewall.rules().stream().map(this::permission).toList();
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(id).ipPermissions(rules));
        return id;
    }

    private IpPermission permission(Rule rule) {
        IpPermission.Builder permission = IpPermission.builder().ipProtocol(rule.protocol());
        if (rule.from() >= 0) {
            permission.fromPort(rule.from()).toPort(rule.to());
        }
        String source = rule.source();
        if (source.equals(SampleFirewall.PREFIX_LIST)) {
            String list = keys.id(PREFIX_LIST_KEY);
            permission.prefixListIds(PrefixListId.builder().prefixListId(list).build());
        } else if (source.contains(":")) {
            permission.ipv6Ranges(Ipv6Range.builder().cidrIpv6(source).build());
        } else {
            permission.ipRanges(IpRange.builder().cidrIp(source).build());
        }
        return permission.build();
    }
}
