package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Host;
import io.muster.readiness.guest.Machine;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files in which systemd finds what {@code hostnamectl} says, each line behind its file and a
 * colon: a path, or a name in {@code /sys/class/dmi/id}; {@code machine} is uname's. To conclude
 * from them is systemd's way, in its order: a container first, then the firmware's names, then Xen.
 *
 * @see <a href="https://github.com/systemd/systemd/blob/main/src/basic/virt.c">systemd's virt.c</a>
 */
public final class HostFiles {

    /**
     * How a firmware's maker or product begins, and what systemd calls that virtualization. The
     * first that is found counts.
     */
    private static final Map<String, String> FIRMWARE = new LinkedHashMap<>();

    static {
        FIRMWARE.put("KVM", "kvm");
        FIRMWARE.put("OpenStack", "kvm");
        FIRMWARE.put("Amazon EC2", "amazon");
        FIRMWARE.put("QEMU", "qemu");
        FIRMWARE.put("VMware", "vmware");
        FIRMWARE.put("VMW", "vmware");
        FIRMWARE.put("innotek GmbH", "oracle");
        FIRMWARE.put("VirtualBox", "oracle");
        FIRMWARE.put("Xen", "xen");
        FIRMWARE.put("HVM domU", "xen");
        FIRMWARE.put("Bochs", "bochs");
        FIRMWARE.put("Parallels", "parallels");
        FIRMWARE.put("BHYVE", "bhyve");
        FIRMWARE.put("Hyper-V", "microsoft");
        FIRMWARE.put("Apple Virtualization", "apple");
        FIRMWARE.put("Google Compute Engine", "google");
    }

    /** More lines than the probe tells. */
    private static final int MAX_LINES = 64;

    private final Map<String, String> lines = new LinkedHashMap<>();

    private HostFiles() {}

    public static Fact<Host> parse(String output) {
        HostFiles files = new HostFiles();
        Lines.of(output).all().forEach(files::line);
        String machine = files.get("machine");
        if (machine == null) {
            return Unreadable.of("host-files", output);
        }
        return Fact.known(files.host(Machine.ofName(machine)));
    }

    /** {@code /etc/os-release:PRETTY_NAME="..."}: of several files with a key the first counts. */
    private void line(String line) {
        if (lines.size() >= MAX_LINES) {
            return;
        }
        int colon = line.indexOf(':');
        String path = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        int equals = value.indexOf('=');
        if (path.endsWith("-release") || path.endsWith("machine-info")) {
            if (equals > 0) {
                lines.putIfAbsent(
                        value.substring(0, equals), Field.unquoted(value.substring(equals + 1)));
            }
        } else {
            lines.putIfAbsent(path, value.strip());
        }
    }

    private Host host(Machine machine) {
        String container = container();
        String virtualization = container == null ? virtualization() : container;
        return new Host(
                name(),
                chassis(container != null, virtualization != null),
                virtualization,
                get("PRETTY_NAME"),
                get("CPE_NAME"),
                kernel(),
                machine);
    }

    private @Nullable String name() {
        String given = get("/etc/hostname");
        return given == null || given.startsWith("#") ? get("/proc/sys/kernel/hostname") : given;
    }

    private @Nullable String kernel() {
        String release = get("/proc/sys/kernel/osrelease");
        return release == null ? null : "Linux " + release;
    }

    private @Nullable String container() {
        String told = get("/run/systemd/container");
        if (told != null) {
            return told;
        }
        if (lines.containsKey("/run/.containerenv")) {
            return "podman";
        }
        return lines.containsKey("/.dockerenv") ? "docker" : null;
    }

    /** Null on a machine without a hypervisor, of which EC2's firmware has the same maker. */
    private @Nullable String virtualization() {
        String product = get("product_name");
        String vendor = get("sys_vendor");
        for (Map.Entry<String, String> firmware : FIRMWARE.entrySet()) {
            boolean named =
                    Stream.of(product, vendor)
                            .anyMatch(name -> name != null && name.startsWith(firmware.getKey()));
            if (named) {
                boolean metal =
                        product != null
                                && (product.endsWith(".metal") || product.contains(".metal-"));
                return metal && firmware.getValue().equals("amazon") ? null : firmware.getValue();
            }
        }
        boolean hyperV =
                "Virtual Machine".equals(product) && "Microsoft Corporation".equals(vendor);
        return hyperV ? "microsoft" : get("/sys/hypervisor/type");
    }

    private @Nullable String chassis(boolean contained, boolean virtual) {
        String given = get("CHASSIS");
        if (given != null) {
            return given.toLowerCase(Locale.ROOT);
        }
        if (contained) {
            return "container";
        }
        if (virtual) {
            return "vm";
        }
        Integer type = Numbers.small(get("chassis_type"));
        return type == null
                ? null
                : switch (type) {
                    case 0x03, 0x04, 0x06, 0x07, 0x0d, 0x23, 0x24 -> "desktop";
                    case 0x08, 0x09, 0x0a, 0x0e -> "laptop";
                    case 0x11, 0x17, 0x1c, 0x1d -> "server";
                    default -> null;
                };
    }

    private @Nullable String get(String key) {
        return Field.orNull(lines.get(key));
    }
}
