package io.muster.trimmer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Copies the jars of a deployment, the SDK's services with no more than is used of them: of a
 * client the methods that something calls, of its model the classes that those mention, of a shape
 * the members that something reads or sets.
 *
 * <p>Everything else, and every class that stays, is left as it is: nothing is renamed, inlined or
 * rewritten but the tables of the clients and of the shapes.
 */
public final class Trimmer {

    static final String SERVICES = "software/amazon/awssdk/services/";
    private static final String INTERCEPTORS = "/execution.interceptors";

    private final Map<Path, Jar> services = new TreeMap<>();
    private final List<byte[]> whole = new ArrayList<>();

    /** The jar with the SDK's list of services. */
    private final Map<Path, Jar> listing = new TreeMap<>();

    /** Libraries whose classes get today's form. */
    private final Map<Path, Jar> old = new TreeMap<>();

    /** Muster's own, whose call sites call directly. */
    private final Map<Path, Jar> own = new TreeMap<>();

    private final List<Path> copied = new ArrayList<>();

    private Trimmer() {}

    /**
     * Runs it.
     *
     * @param arguments the folder of the deployment's classes, that of its jars, that to write to,
     *     and the time that the jars' entries get, as an ISO date with a zone
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("it takes: CLASSES JARS TO TIME");
        }
        Trimmer trimmer = new Trimmer();
        trimmer.readClasses(Path.of(arguments[0]));
        trimmer.readJars(Path.of(arguments[1]));
        trimmer.write(Path.of(arguments[2]), OffsetDateTime.parse(arguments[3]).toLocalDateTime());
    }

    private void readClasses(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                if (Files.isRegularFile(file) && Jar.isClass(file.toString())) {
                    whole.add(Files.readAllBytes(file));
                }
            }
        }
    }

    private void readJars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Jar jar = Jar.read(file);
                if (jar.entries().keySet().stream().anyMatch(name -> name.startsWith(SERVICES))) {
                    services.put(file, jar);
                } else {
                    if (jar.entries().containsKey(Jar.entry(ServiceList.NAME))) {
                        listing.put(file, jar);
                    } else if (StackMaps.lacks(jar)) {
                        old.put(file, jar);
                    } else if (DirectCalls.own(jar)) {
                        own.put(file, jar);
                    } else {
                        copied.add(file);
                    }
                    whole.addAll(jar.classes().values());
                }
            }
        }
    }

    private void write(Path to, LocalDateTime time) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> former = Files.list(to)) {
            for (Path file : former.toList()) {
                Files.delete(file);
            }
        }
        for (Path file : copied) {
            Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (Map.Entry<Path, Jar> library : old.entrySet()) {
            StackMaps.added(library.getValue())
                    .write(to.resolve(library.getKey().getFileName()), time);
        }
        for (Map.Entry<Path, Jar> module : own.entrySet()) {
            DirectCalls.made(module.getValue())
                    .write(to.resolve(module.getKey().getFileName()), time);
        }
        Map<String, byte[]> ofServices = new LinkedHashMap<>();
        services.values().forEach(jar -> ofServices.putAll(jar.classes()));
        Reached reached = new Reached(whole, ofServices, interceptors());
        for (Map.Entry<Path, Jar> service : services.entrySet()) {
            trimmed(service.getValue(), reached)
                    .write(to.resolve(service.getKey().getFileName()), time);
        }
        for (Map.Entry<Path, Jar> list : listing.entrySet()) {
            ServiceList.only(list.getValue(), reached.strings())
                    .write(to.resolve(list.getKey().getFileName()), time);
        }
    }

    /** The SDK reads these from a resource, and makes them by their names. */
    private List<String> interceptors() {
        return services.values().stream()
                .flatMap(jar -> jar.entries().entrySet().stream())
                .filter(entry -> entry.getKey().endsWith(INTERCEPTORS))
                .flatMap(entry -> new String(entry.getValue(), StandardCharsets.UTF_8).lines())
                .map(line -> line.strip().replace('.', '/'))
                .toList();
    }

    private static Jar trimmed(Jar jar, Reached reached) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        jar.entries()
                .forEach(
                        (name, bytes) -> {
                            String type = Jar.isClass(name) ? Jar.internalName(name) : "";
                            if (type.isEmpty()) {
                                entries.put(name, bytes);
                            } else if (reached.classes().contains(type)) {
                                trimmed(type, jar, reached)
                                        .forEach((each, of) -> entries.put(Jar.entry(each), of));
                            }
                        });
        return Jar.changed(entries, Jar.TRIMMED);
    }

    private static Map<String, byte[]> trimmed(String type, Jar jar, Reached reached) {
        byte[] bytes = jar.type(type);
        if (Client.service(type) != null) {
            return Map.of(type, Client.rewritten(bytes, reached.kept(type), reached.classes()));
        }
        byte[] builder = jar.entries().get(Jar.entry(type + "$BuilderImpl"));
        Shape shape = builder == null ? null : Shape.of(bytes, builder);
        return shape == null ? Map.of(type, bytes) : shape.only(reached.usedOf(type));
    }
}
