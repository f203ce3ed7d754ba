package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.NetworkInterface.InterfaceAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code ip -j addr}. An iproute2 without JSON for it prints nothing, or empty objects. */
public final class IpJson {

    static final int MAX_INTERFACES = 256;
    static final int MAX_ADDRESSES = 64;

    private IpJson() {}

    public static Fact<Listing<NetworkInterface>> parse(String output) {
        Rows<NetworkInterface> rows = new Rows<>("ip -j addr", MAX_INTERFACES, output);
        for (Object each : Json.list(Json.read(output))) {
            Map<?, ?> object = Json.object(each);
            if (object != null && !object.isEmpty()) {
                rows.add(networkInterface(object));
            }
        }
        return rows.some();
    }

    private static @Nullable NetworkInterface networkInterface(Map<?, ?> object) {
        String name = Json.field(object, "ifname");
        if (name == null) {
            return null;
        }
        List<?> flags = Json.list(object.get("flags"));
        return new NetworkInterface(
                name,
                flags.isEmpty() ? null : flags.contains("UP"),
                Json.list(object.get("addr_info")).stream()
                        .limit(MAX_ADDRESSES)
                        .map(Json::object)
                        .filter(Objects::nonNull)
                        .map(IpJson::address)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static @Nullable InterfaceAddress address(Map<?, ?> object) {
        String local = Json.field(object, "local");
        return local == null
                ? null
                : new InterfaceAddress(
                        local, Json.small(object.get("prefixlen")), Json.field(object, "scope"));
    }
}
