package io.muster.readiness.graviton;

import io.muster.readiness.graviton.LanguageRules.Kind;
import io.muster.readiness.graviton.LanguageRules.Rule;
import io.muster.readiness.graviton.NativeCode.Outcome;
import io.muster.readiness.guest.NativeLibrary.Code;
import io.muster.readiness.text.Message;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What machine code of .NET, PHP and Ruby takes on arm64, by the folders that runtimes and package
 * managers make: they name runtime, package and version.
 *
 * <p>Only what the folder tells in full is judged. Everything else is a file like any other, to
 * build again: so are files in folders that every user may write to, a name without its version,
 * and a version that no rule covers.
 */
final class LanguageCode {

    /** Folders in which every user may make what looks like a runtime. */
    private static final Pattern OF_EVERY_USER =
            Pattern.compile("^/(?:tmp|var/tmp|dev|proc|run/user)/.*|.*/\\.\\.?/.*");

    private static final String VERSION = "(\\d{1,3}\\.\\d{1,3}\\.\\d{1,6}(?:-[a-z0-9.-]{1,40})?)";

    /** A framework that programs share: {@code /usr/share/dotnet/shared/NAME/VERSION/FILE}. */
    private static final Pattern SHARED =
            Pattern.compile(
                    "((/.+)/shared/Microsoft\\.(?:NETCore|AspNetCore)\\.App/"
                            + VERSION
                            + ")/([^/]+)");

    /** What Microsoft puts into a framework, besides managed code. */
    private static final Pattern OF_FRAMEWORK =
            Pattern.compile(
                    "lib(?:coreclr|clrjit|clrgc|clrgcexp|coreclrtraceptprovider|dbgshim|hostpolicy"
                            + "|mscordaccore|mscordbi|System\\.[A-Za-z.]{1,60})\\.so|createdump");

    /** What starts a shared framework. */
    private static final Pattern HOST =
            Pattern.compile("(/.+)/(?:dotnet|host/fxr/" + VERSION + "/libhostfxr\\.so)");

    private static final String CORE = "/libcoreclr.so";

    /** {@code runtimes/RID/native/FILE}, where a portable application keeps NuGet's libraries. */
    private static final Pattern NUGET =
            Pattern.compile("/.+/runtimes/[a-z][a-z0-9.-]{1,40}-x64/native/([^/]+)");

    /** The folder of a gem that was published for this platform. */
    private static final Pattern GEM =
            Pattern.compile(
                    "(/.+/gems/([A-Za-z0-9_.-]{1,80}?)-(\\d{1,9}(?:\\.\\w{1,20}){0,8})"
                            + "-x86_64-linux(?:-gnu|-musl)?)/.+");

    /** The folder of what RubyGems built from a gem's source. */
    private static final Pattern GEM_EXTENSION =
            Pattern.compile(
                    "(/.+/extensions/x86_64-linux(?:-gnu|-musl)?/\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}"
                            + "(?:-static)?/[A-Za-z0-9_.-]{1,80}-\\d{1,9}(?:\\.\\w{1,20}){0,8})/.+");

    /** An extension in the folder, or of the file name, of an API of PHP. */
    private static final Pattern PHP =
            Pattern.compile(
                    "/.+/(?:(?:no-debug-)?(?:non-)?(?:zts-)?(20\\d{6})(?:-zts)?/[^/]+"
                            + "|php[^/]{0,20}/(?:modules|extensions)/[^/]+|[^/]+-(20\\d{6}))\\.(?:so|lin)");

    /** What is published built: the maker's name, and the version of PHP in some. */
    private static final Pattern BUILT =
            Pattern.compile(
                    ".*/(?:(ioncube_loader)_lin_(\\d\\.\\d)(?:_ts)?\\.so|(ixed)\\.(\\d\\.\\d)(?:\\.\\d)?"
                            + "(?:ev|ts)?\\.lin|(ZendGuardLoader|newrelic)(?:-20\\d{6}(?:-zts)?)?\\.so)");

    /**
     * The versions of PHP by the number of their API.
     *
     * @see <a href="https://github.com/php/php-src/blob/master/Zend/zend_modules.h">the number, on
     *     the branch of each version</a>
     */
    static final Map<String, String> PHP_VERSIONS =
            Map.ofEntries(
                    Map.entry("20090626", "5.3"),
                    Map.entry("20100525", "5.4"),
                    Map.entry("20121212", "5.5"),
                    Map.entry("20131226", "5.6"),
                    Map.entry("20151012", "7.0"),
                    Map.entry("20160303", "7.1"),
                    Map.entry("20170718", "7.2"),
                    Map.entry("20180731", "7.3"),
                    Map.entry("20190902", "7.4"),
                    Map.entry("20200930", "8.0"),
                    Map.entry("20210902", "8.1"),
                    Map.entry("20220829", "8.2"),
                    Map.entry("20230831", "8.3"),
                    Map.entry("20240924", "8.4"),
                    Map.entry("20250925", "8.5"));

    private static final Pattern DOTNET_PACKAGE =
            Pattern.compile("(?:dotnet|aspnetcore)-(?:runtime|sdk|hostfxr)-(\\d{1,3}\\.\\d{1,3})");

    private static final String FRAMEWORK = "Microsoft.NETCore.App";

    /**
     * The first version that Microsoft has packages of for arm64.
     *
     * @see <a
     *     href="https://github.com/dotnet/docs/blob/main/docs/core/install/includes/linux-install-package-manager-unsupported-architectures.md">.NET:
     *     architectures of the Microsoft package feed</a>
     */
    static final String PACKAGED = "10.0";

    private final @Nullable String glibc;

    /** Where shared frameworks are installed, of those whose runtime was seen. */
    private final Set<String> roots = new HashSet<>();

    /** Folders of applications that bring their own runtime. */
    private final Set<String> selfContained = new HashSet<>();

    /** By path, because the order in which a guest tells its files is another after each start. */
    private final Map<Outcome, SortedMap<String, Message>> items = new EnumMap<>(Outcome.class);

    private final SortedSet<String> needsUnknown = new TreeSet<>();

    /**
     * Prepares for the code of one guest.
     *
     * @param paths all files that will be asked about, some of which tell what others are
     * @param glibc of the target's image, or {@code musl}; null where it is not known
     */
    LanguageCode(Collection<String> paths, @Nullable String glibc) {
        this.glibc = glibc;
        for (String path : paths) {
            if (path.endsWith(CORE) && !OF_EVERY_USER.matcher(path).matches()) {
                Matcher shared = SHARED.matcher(path);
                if (shared.matches()) {
                    roots.add(shared.group(2));
                } else if (!path.contains("/shared/")) {
                    selfContained.add(path.substring(0, path.length() - CORE.length()));
                }
            }
        }
    }

    /** What was judged so far, by path. */
    Map<Outcome, Set<Message>> items() {
        Map<Outcome, Set<Message>> all = new EnumMap<>(Outcome.class);
        items.forEach((outcome, found) -> all.put(outcome, new LinkedHashSet<>(found.values())));
        return all;
    }

    /** What has an arm64 build of which it is not known whether this distribution loads it. */
    Set<String> needsUnknown() {
        return needsUnknown;
    }

    /** Judges an x86-64 file that no package of the host brought, and says whether it could. */
    boolean judged(String path) {
        return !OF_EVERY_USER.matcher(path).matches() && (dotnet(path) || ruby(path) || php(path));
    }

    /** Judges a package of the host, and says whether it is one of .NET that takes something. */
    boolean judgedPackage(String name, @Nullable String version, boolean ofMicrosoft) {
        Matcher dotnet = DOTNET_PACKAGE.matcher(name);
        if (version == null || !dotnet.matches()) {
            return false;
        }
        Optional<Rule> rule = LanguageRules.of(Kind.RUNTIME, FRAMEWORK, dotnet.group(1));
        boolean old = rule.isPresent() && rule.get().take() == LanguageRules.Take.UPGRADE;
        if (old) {
            take(name, rule.get());
        } else if (ofMicrosoft && NativeArtifacts.compare(dotnet.group(1), PACKAGED) < 0) {
            add(
                    Outcome.REINSTALL,
                    name,
                    Message.of("arm64-evidence.dotnet-archive").with("path", name));
        } else {
            return false;
        }
        return true;
    }

    private boolean dotnet(String path) {
        Matcher shared = SHARED.matcher(path);
        if (shared.matches()) {
            return roots.contains(shared.group(2))
                    && OF_FRAMEWORK.matcher(shared.group(4)).matches()
                    && take(
                            shared.group(1),
                            LanguageRules.of(Kind.RUNTIME, FRAMEWORK, shared.group(3)));
        }
        Matcher host = HOST.matcher(path);
        if (host.matches() && roots.contains(host.group(1))) {
            // Told with its framework.
            return true;
        }
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        if (selfContained.contains(folder)) {
            add(
                    Outcome.BUILD,
                    folder,
                    Message.of("arm64-evidence.dotnet-self-contained").with("path", folder));
            return true;
        }
        Matcher nuget = NUGET.matcher(path);
        if (!nuget.matches()) {
            return false;
        }
        if (!take(path, LanguageRules.of(Kind.NUGET, nuget.group(1), "0"))) {
            add(Outcome.BUILD, path, Message.of("arm64-evidence.nuget").with("path", path));
        }
        return true;
    }

    private boolean ruby(String path) {
        Matcher extension = GEM_EXTENSION.matcher(path);
        if (extension.matches()) {
            add(Outcome.REINSTALL, extension.group(1), Message.literal(extension.group(1)));
            return true;
        }
        Matcher gem = GEM.matcher(path);
        if (!gem.matches()) {
            return false;
        }
        if (!take(gem.group(1), LanguageRules.of(Kind.GEM, gem.group(2), gem.group(3)))) {
            add(Outcome.REPLACE, gem.group(1), Message.literal(gem.group(1)));
        }
        return true;
    }

    private boolean php(String path) {
        Matcher extension = PHP.matcher(path);
        Matcher built = BUILT.matcher(path);
        boolean known = extension.matches() && path.contains("php");
        String version = known ? phpVersion(extension) : null;
        if (built.matches()) {
            String named = first(built, 2, 4);
            String name = first(built, 1, 3, 5);
            String of = named == null ? version : named;
            // Of which version it is decides; without one nothing is known of it.
            if (name != null
                    && take(path, LanguageRules.of(Kind.PHP, name, of == null ? "0" : of))) {
                return true;
            }
        }
        if (!known) {
            return false;
        }
        add(
                Outcome.BUILD,
                path,
                version == null
                        ? Message.of("arm64-evidence.php-extension").with("path", path)
                        : Message.of("arm64-evidence.php-extension-version")
                                .with("path", path)
                                .with("version", version));
        return true;
    }

    private static @Nullable String phpVersion(Matcher extension) {
        String api = first(extension, 1, 2);
        return api == null ? null : PHP_VERSIONS.get(api);
    }

    private static @Nullable String first(Matcher matcher, int... groups) {
        for (int group : groups) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return null;
    }

    private boolean take(String path, Optional<Rule> rule) {
        rule.ifPresent(found -> take(path, found));
        return rule.isPresent();
    }

    private void take(String path, Rule rule) {
        switch (rule.take()) {
            case INSTALL -> install(path, rule);
            case UPGRADE ->
                    add(
                            Outcome.UPGRADE,
                            path,
                            Message.of("arm64-evidence.native-version")
                                    .with("path", path)
                                    .with("version", rule.remedy()));
            case ADD ->
                    add(
                            Outcome.ADD,
                            path,
                            Message.of("arm64-evidence.native-artifact")
                                    .with("path", path)
                                    .with("artifact", rule.remedy()));
            case ASK -> add(Outcome.REPLACE, path, Message.literal(path));
            case BLOCK -> add(Outcome.BLOCKS, path, Message.literal(path));
        }
    }

    /** It is there for arm64: does this distribution load it? For Alpine there are other builds. */
    private void install(String path, Rule rule) {
        String needed = rule.glibc();
        boolean anywhere = needed == null || Code.MUSL.equals(glibc);
        Boolean loads = anywhere ? Boolean.TRUE : Glibc.loads(needed, glibc);
        if (loads == null) {
            needsUnknown.add(path);
        } else if (loads) {
            add(Outcome.REINSTALL, path, Message.literal(path));
        } else {
            add(
                    Outcome.NEWER_GLIBC,
                    path,
                    Message.of("arm64-evidence.native-needs")
                            .with("path", path)
                            .with("glibc", Objects.requireNonNull(needed)));
        }
    }

    private void add(Outcome outcome, String path, Message what) {
        items.computeIfAbsent(outcome, unused -> new TreeMap<>()).put(path, what);
    }
}
