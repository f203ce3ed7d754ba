package io.muster.local.fleet;

import java.util.List;

/** A security group. */
record SampleFirewall(String name, List<Rule> rules) {

    /** Stands for the region's prefix list, which has an id only once it exists. */
    static final String PREFIX_LIST = "the office prefix list";

    SampleFirewall {
        rules = List.copyOf(rules);
    }

    static SampleFirewall firewall(String name, Rule... rules) {
        return new SampleFirewall(name, List.of(rules));
    }

    static Rule tcp(int port, String source) {
        return new Rule("tcp", port, port, source);
    }

    static Rule tcp(int from, int to, String source) {
        return new Rule("tcp", from, to, source);
    }

    static Rule everything(String source) {
        return new Rule("-1", -1, -1, source);
    }

    /**
     * Lets in.
     *
     * @param protocol {@code tcp}, or {@code -1} for all
     * @param source an IPv4 or IPv6 range, or {@link #PREFIX_LIST}
     */
    record Rule(String protocol, int from, int to, String source) {}
}
