package io.muster.readiness.check.networking;

import io.muster.readiness.fact.SecurityGroup.IngressRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The services of well-known ports: those that IANA's registry or the product's own manual gives to
 * one service, and what it means when the internet reaches them.
 *
 * <p>This is the one list of them. Mail (25), DNS and the web are there for the public; ports that
 * many programs use, such as 8080, say nothing about the program.
 */
enum NetworkService {
    FTP("FTP", Risk.CLEAR_TEXT, Protocol.TCP, 20, 21),
    SSH("SSH", Risk.NONE, Protocol.TCP, 22),
    TELNET("Telnet", Risk.CLEAR_TEXT, Protocol.TCP, 23),
    SMTP("SMTP", Risk.NONE, Protocol.TCP, 25),
    DNS("DNS", Risk.NONE, Protocol.TCP, 53),
    TFTP("TFTP", Risk.CLEAR_TEXT, Protocol.UDP, 69),
    FINGER("Finger", Risk.CLEAR_TEXT, Protocol.TCP, 79),
    HTTP("HTTP", Risk.NONE, Protocol.TCP, 80),
    POP3("POP3", Risk.CLEAR_TEXT, Protocol.TCP, 110),
    RPCBIND("rpcbind", Risk.CLEAR_TEXT, Protocol.BOTH, 111),
    RPC("RPC", Risk.CONTROL, Protocol.TCP, 135),
    NETBIOS_NAMES("NetBIOS", Risk.CLEAR_TEXT, Protocol.UDP, 137, 138),
    NETBIOS("NetBIOS", Risk.CLEAR_TEXT, Protocol.TCP, 139),
    IMAP("IMAP", Risk.CLEAR_TEXT, Protocol.TCP, 143),
    SNMP("SNMP", Risk.CLEAR_TEXT, Protocol.UDP, 161),
    LDAP("LDAP", Risk.CLEAR_TEXT, Protocol.BOTH, 389),
    HTTPS("HTTPS", Risk.NONE, Protocol.TCP, 443),
    SMB("SMB", Risk.DATA, Protocol.TCP, 445),
    RLOGIN("rlogin and rsh", Risk.CLEAR_TEXT, Protocol.TCP, 512, 513, 514),
    LDAPS("LDAPS", Risk.NONE, Protocol.TCP, 636),
    RSYNC("rsync", Risk.DATA, Protocol.TCP, 873),
    JAVA_RMI("Java RMI", Risk.CONTROL, Protocol.TCP, 1099),
    SQL_SERVER("SQL Server", Risk.DATA, Protocol.TCP, 1433),
    SQL_SERVER_BROWSER("SQL Server Browser", Risk.DATA, Protocol.UDP, 1434),
    ORACLE_DATABASE("Oracle Database", Risk.DATA, Protocol.TCP, 1521, 2483, 2484),
    NFS("NFS", Risk.DATA, Protocol.BOTH, 2049),
    ZOOKEEPER("ZooKeeper", Risk.DATA, Protocol.TCP, 2181),
    DOCKER("Docker", Risk.CONTROL, Protocol.TCP, 2375, 2376),
    ETCD("etcd", Risk.CONTROL, Protocol.TCP, 2379, 2380),
    MYSQL("MySQL", Risk.DATA, Protocol.TCP, 3306, 33060),
    RDP("RDP", Risk.NONE, Protocol.TCP, 3389),
    POSTGRESQL("PostgreSQL", Risk.DATA, Protocol.TCP, 5432),
    REDSHIFT("Redshift", Risk.DATA, Protocol.TCP, 5439),
    KIBANA("Kibana", Risk.DATA, Protocol.TCP, 5601),
    AMQP("AMQP", Risk.DATA, Protocol.TCP, 5672),
    VNC("VNC", Risk.CONTROL, Protocol.TCP, 5900, 5901),
    COUCHDB("CouchDB", Risk.DATA, Protocol.TCP, 5984),
    WINRM("WinRM", Risk.NONE, Protocol.TCP, 5985, 5986),
    X11("X11", Risk.CONTROL, Protocol.TCP, 6000),
    REDIS("Redis", Risk.DATA, Protocol.TCP, 6379),
    KUBERNETES_API("Kubernetes API", Risk.NONE, Protocol.TCP, 6443),
    NEO4J("Neo4j", Risk.DATA, Protocol.TCP, 7474, 7687),
    CASSANDRA("Cassandra", Risk.DATA, Protocol.TCP, 7000, 7001, 7199, 9042, 9160),
    INFLUXDB("InfluxDB", Risk.DATA, Protocol.TCP, 8086),
    CLICKHOUSE("ClickHouse", Risk.DATA, Protocol.TCP, 8123),
    CONSUL("Consul", Risk.CONTROL, Protocol.TCP, 8500),
    SOLR("Solr", Risk.DATA, Protocol.TCP, 8983),
    KAFKA("Kafka", Risk.DATA, Protocol.TCP, 9092),
    ELASTICSEARCH("Elasticsearch", Risk.DATA, Protocol.TCP, 9200, 9300),
    HDFS("HDFS", Risk.DATA, Protocol.TCP, 9870, 50070),
    KUBELET("kubelet", Risk.CONTROL, Protocol.TCP, 10250, 10255),
    MEMCACHED("Memcached", Risk.DATA, Protocol.BOTH, 11211),
    RABBITMQ("RabbitMQ", Risk.DATA, Protocol.TCP, 15672),
    MONGODB("MongoDB", Risk.DATA, Protocol.TCP, 27017, 27018, 27019),
    DB2("Db2", Risk.DATA, Protocol.TCP, 50000),
    ACTIVEMQ("ActiveMQ", Risk.DATA, Protocol.TCP, 61616);

    /** What it means when the internet reaches a service. */
    enum Risk {
        /** It is made for it, or another check judges it. */
        NONE,
        /** It serves data, and mostly trusts the network that it is in. */
        DATA,
        /** Control of the host, of a cluster or of a desktop. */
        CONTROL,
        /** An old protocol that sends all that it says as it is, passwords too. */
        CLEAR_TEXT
    }

    /** What a service speaks over. */
    enum Protocol {
        TCP,
        UDP,
        BOTH
    }

    private static final Map<Integer, NetworkService> BY_TCP_PORT =
            Arrays.stream(values())
                    .filter(service -> service.protocol != Protocol.UDP)
                    .flatMap(
                            service -> service.ports.stream().map(port -> Map.entry(port, service)))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String title;
    private final Risk risk;
    private final Protocol protocol;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that is
    private final List<Integer> ports;

    NetworkService(String title, Risk risk, Protocol protocol, Integer... ports) {
        this.title = title;
        this.risk = risk;
        this.protocol = protocol;
        this.ports = List.of(ports);
    }

    /** The service of a TCP port; empty where none is known. */
    static Optional<NetworkService> ofTcp(int port) {
        return Optional.ofNullable(BY_TCP_PORT.get(port));
    }

    /** As its makers write it. */
    String title() {
        return title;
    }

    /** What it means when the internet reaches it. */
    Risk risk() {
        return risk;
    }

    /** Whether it should not be reached from the internet. */
    boolean highRisk() {
        return risk != Risk.NONE;
    }

    /**
     * Those of its ports that a rule opens, such as {@code MySQL (3306)}, {@code SNMP (UDP 161)}.
     *
     * @param without TCP ports that are left out
     */
    List<String> openedBy(IngressRule rule, Set<Integer> without) {
        List<String> opened = new ArrayList<>();
        for (int port : ports) {
            if (protocol != Protocol.UDP && !without.contains(port) && rule.coversTcp(port)) {
                opened.add(TcpPort.label(port));
            }
            if (protocol != Protocol.TCP && rule.coversUdp(port)) {
                opened.add("%s (UDP %d)".formatted(title, port));
            }
        }
        return opened;
    }
}
