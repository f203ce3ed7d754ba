package io.muster.readiness.check.networking;

import static java.util.Map.entry;

import io.muster.readiness.fact.SecurityGroup.IngressRule;
import java.util.Map;
import java.util.Objects;

/** TCP ports as people know them, the same in every language: {@code SSH (22)}. */
final class TcpPort {

    /** Ports that IANA's registry or the product's own manual gives one service. */
    private static final Map<Integer, String> SERVICES =
            Map.ofEntries(
                    entry(20, "FTP"),
                    entry(21, "FTP"),
                    entry(22, "SSH"),
                    entry(23, "Telnet"),
                    entry(25, "SMTP"),
                    entry(53, "DNS"),
                    entry(80, "HTTP"),
                    entry(110, "POP3"),
                    entry(111, "rpcbind"),
                    entry(135, "RPC"),
                    entry(139, "NetBIOS"),
                    entry(143, "IMAP"),
                    entry(389, "LDAP"),
                    entry(443, "HTTPS"),
                    entry(445, "SMB"),
                    entry(636, "LDAPS"),
                    entry(873, "rsync"),
                    entry(1433, "SQL Server"),
                    entry(1521, "Oracle Database"),
                    entry(2049, "NFS"),
                    entry(2181, "ZooKeeper"),
                    entry(2375, "Docker"),
                    entry(2376, "Docker"),
                    entry(2379, "etcd"),
                    entry(3306, "MySQL"),
                    entry(3389, "RDP"),
                    entry(5432, "PostgreSQL"),
                    entry(5439, "Redshift"),
                    entry(5601, "Kibana"),
                    entry(5672, "AMQP"),
                    entry(5900, "VNC"),
                    entry(5985, "WinRM"),
                    entry(5986, "WinRM"),
                    entry(6379, "Redis"),
                    entry(6443, "Kubernetes API"),
                    entry(9042, "Cassandra"),
                    entry(9092, "Kafka"),
                    entry(9200, "Elasticsearch"),
                    entry(9300, "Elasticsearch"),
                    entry(10250, "kubelet"),
                    entry(11211, "Memcached"),
                    entry(27017, "MongoDB"));

    private TcpPort() {}

    /** One port: {@code SSH (22)}, {@code TCP 8080}. */
    static String label(int port) {
        String service = SERVICES.get(port);
        return service == null ? "TCP " + port : "%s (%d)".formatted(service, port);
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
