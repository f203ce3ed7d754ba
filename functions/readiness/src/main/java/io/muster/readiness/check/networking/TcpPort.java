package io.muster.readiness.check.networking;

import io.muster.readiness.fact.SecurityGroup.IngressRule;
import java.util.Objects;

/** TCP ports as people know them, the same in every language: {@code SSH (22)}. */
final class TcpPort {

    private TcpPort() {}

    /** One port: {@code SSH (22)}, {@code TCP 8080}. */
    static String label(int port) {
        return NetworkService.ofTcp(port)
                .map(service -> "%s (%d)".formatted(service.title(), port))
                .orElse("TCP " + port);
    }

    /**
     * The ports of a rule: {@code PostgreSQL (5432)}, {@code TCP 9000-9100}.
     *
     * @param rule for TCP, and not for every port of it
     */
    static String label(IngressRule rule) {
        Integer first = rule.fromPort();
        return first != null && Objects.equals(first, rule.toPort())
                ? label(first.intValue())
                : "TCP %d-%d".formatted(first, rule.toPort());
    }
}
