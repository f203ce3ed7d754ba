package io.muster.handlers.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * EC2 with a fleet that changes, and that can be seen as it was before the last changes: EC2 is
 * eventually consistent and lags behind its own events.
 */
final class MovingFleet implements AutoCloseable {

    /**
     * @param attachedTo the id of an instance; empty for none
     */
    record Disk(String type, String attachedTo) {}

    record Host(String state, String type) {}

    record State(Map<String, Host> hosts, Map<String, Disk> disks, Set<String> registered) {}

    private final FakeAws aws = SmallFleet.in(new FakeAws());
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<State> history = new ArrayList<>();
    private String launchedAt = "2026-11-25T11:59:00Z";
    private int view;

    MovingFleet() {
        history.add(new State(Map.of(), Map.of(), Set.of()));
        aws.holds(Operation.ADDRESSES, List.of());
        aws.holds(Operation.INSTANCES, this::instances)
                .holds(Operation.VOLUMES, this::volumes)
                .holds(Operation.STATUSES, this::statuses)
                .holds(Operation.MANAGED_NODES, this::nodes)
                .holds(Operation.GROUPS, List.of())
                .holds(Operation.SNAPSHOTS, List.of())
                .answers(
                        "DescribeDocument",
                        call -> "{\"Document\":{\"Hash\":\"0a1b\",\"HashType\":\"Sha256\"}}")
                .answers("SendCommand", call -> command());
    }

    FakeAws aws() {
        return aws;
    }

    /** Answers what is not DynamoDB's. */
    Answer answer(Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(aws.endpoint())
                        .POST(HttpRequest.BodyPublishers.ofString(call.body()));
        for (String name : List.of("x-amz-target", "content-type")) {
            if (call.headers().containsKey(name)) {
                request.header(name, call.headers().get(name));
            }
        }
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            String type =
                    call.headers().containsKey("x-amz-target")
                            ? "application/x-amz-json-1.1"
                            : answer.headers().firstValue("content-type").orElse("text/xml");
            return new Answer(answer.statusCode(), type, answer.body());
        } catch (IOException broken) {
            return new Answer(500, "text/plain", broken.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Answer(500, "text/plain", stop.toString());
        }
    }

    /** When the instances of this fleet were launched, an agent's time to register ago or not. */
    void launchedAt(String time) {
        launchedAt = time;
    }

    /** Shows the fleet as it was some changes ago. */
    void lagBy(int changes) {
        view = Math.max(0, history.size() - 1 - changes);
    }

    void host(String id, String state, String type) {
        move(
                now -> {
                    Map<String, Host> hosts = new TreeMap<>(now.hosts());
                    hosts.put(id, new Host(state, type));
                    return new State(hosts, now.disks(), now.registered());
                });
    }

    /** EC2 lists a terminated instance for about an hour. */
    void forgetHost(String id) {
        move(
                now -> {
                    Map<String, Host> hosts = new TreeMap<>(now.hosts());
                    hosts.remove(id);
                    return new State(hosts, now.disks(), now.registered());
                });
    }

    void disk(String id, String type, String attachedTo) {
        move(
                now -> {
                    Map<String, Disk> disks = new TreeMap<>(now.disks());
                    disks.put(id, new Disk(type, attachedTo));
                    return new State(now.hosts(), disks, now.registered());
                });
    }

    void deleteDisk(String id) {
        move(
                now -> {
                    Map<String, Disk> disks = new TreeMap<>(now.disks());
                    disks.remove(id);
                    return new State(now.hosts(), disks, now.registered());
                });
    }

    /** The agent of an instance answers from now on. */
    void register(String id) {
        move(
                now -> {
                    Set<String> registered = new TreeSet<>(now.registered());
                    registered.add(id);
                    return new State(now.hosts(), now.disks(), registered);
                });
    }

    private void move(UnaryOperator<State> change) {
        history.add(change.apply(history.getLast()));
        view = history.size() - 1;
    }

    private State seen() {
        return history.get(view);
    }

    @Override
    public void close() {
        aws.close();
        client.close();
    }

    private List<String> instances(FakeAws.Call call) {
        List<String> asked = call.filter("instance-id");
        return seen().hosts().entrySet().stream()
                .filter(host -> asked.isEmpty() || asked.contains(host.getKey()))
                .map(host -> SmallFleet.reservation(instance(host.getKey(), host.getValue())))
                .toList();
    }

    private String instance(String id, Host host) {
        return """
               <instanceId>%s</instanceId><imageId>%s</imageId>
               <instanceState><code>0</code><name>%s</name></instanceState>
               <instanceType>%s</instanceType><launchTime>%s</launchTime>
               <groupSet><item><groupId>sg-0aaaaaaaaaaaaaaaa</groupId></item></groupSet>
               <tagSet><item><key>Name</key><value>web</value></item></tagSet>"""
                .formatted(id, SmallFleet.IMAGE, host.state(), host.type(), launchedAt);
    }

    private List<String> volumes(FakeAws.Call call) {
        List<String> ids = call.filter("volume-id");
        List<String> hosts = call.filter("attachment.instance-id");
        return seen().disks().entrySet().stream()
                .filter(disk -> ids.isEmpty() || ids.contains(disk.getKey()))
                .filter(disk -> hosts.isEmpty() || hosts.contains(disk.getValue().attachedTo()))
                .map(disk -> volume(disk.getKey(), disk.getValue()))
                .toList();
    }

    private static String volume(String id, Disk disk) {
        String attached =
                disk.attachedTo().isEmpty()
                        ? ""
                        : """
                          <attachmentSet><item><volumeId>%s</volumeId><instanceId>%s</instanceId>
                          <device>/dev/xvda</device><status>attached</status></item></attachmentSet>"""
                                .formatted(id, disk.attachedTo());
        return """
               <volumeId>%s</volumeId><size>8</size><status>in-use</status><volumeType>%s</volumeType>
               <encrypted>false</encrypted><createTime>2026-11-25T11:58:00Z</createTime>%s"""
                .formatted(id, disk.type(), attached);
    }

    private List<String> statuses(FakeAws.Call call) {
        boolean all = call.parameter("InstanceId.1") == null;
        return seen().hosts().entrySet().stream()
                .filter(host -> host.getValue().state().equals("running"))
                .map(Map.Entry::getKey)
                .filter(id -> all || call.parameters().containsValue(id))
                .map(
                        id ->
                                """
                                <instanceId>%s</instanceId>
                                <systemStatus><status>ok</status></systemStatus>
                                <instanceStatus><status>ok</status></instanceStatus>"""
                                        .formatted(id))
                .toList();
    }

    private List<String> nodes(FakeAws.Call call) {
        String filters = call.parameter("Filters");
        return seen().registered().stream()
                .filter(id -> filters == null || filters.contains(id))
                .map(
                        id ->
                                """
                                {"InstanceId":"%s","PingStatus":"Online","PlatformType":"Linux"}"""
                                        .formatted(id))
                .toList();
    }

    private String command() {
        return "{\"Command\":{\"CommandId\":\"e8d3c0e4-71f7-4491-898f-%012d\"}}"
                .formatted(aws.calls("SendCommand").size());
    }
}
