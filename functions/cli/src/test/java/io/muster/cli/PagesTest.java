package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.fixture.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The written pages: their commands, messages, links and pipelines are true. */
class PagesTest {

    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("muster.repository"))).normalize();

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]+`");
    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
    private static final Pattern COMMAND =
            Pattern.compile("(?<![\\w/.])\\./muster((?:[ \t]+[^\\s`|>&;#'\"()]+)+)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern SHELL = Pattern.compile("(?ms)^ *```sh\n(.*?)```");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    /** Text of Java that is written in pieces. */
    private static final Pattern PIECES = Pattern.compile("\"\\s*\\+\\s*\"");

    /** A text of a properties file that goes on in the next line. */
    private static final Pattern CONTINUED = Pattern.compile("\\\\\n[ \t]*");

    /** The forms of a word in such a text, of which pages quote the last, for several. */
    private static final Pattern FORMS = Pattern.compile("\\{\\w+\\|[^|}]*\\|([^}]*)}");

    @Test
    void each_command_of_a_page_is_understood() {
        pages().forEach(
                        (page, text) ->
                                commands(text)
                                        .forEach(
                                                command ->
                                                        assertThat(help(command))
                                                                .as("%s: ./muster%s", page, command)
                                                                .isZero()));
    }

    @Test
    void each_message_of_troubleshooting_is_in_the_code() {
        Map<Path, String> code = code();
        String page = Objects.requireNonNull(pages().get(Path.of("docs/troubleshooting.md")));
        List<String> quoted =
                page.lines()
                        .filter(line -> line.startsWith("> "))
                        .map(quote -> quote.substring(2))
                        .toList();
        assertThat(quoted).hasSizeGreaterThan(20);
        assertThat(quoted)
                .filteredOn(
                        message -> code.values().stream().noneMatch(file -> holds(file, message)))
                .isEmpty();
    }

    @Test
    void texts_say_who_is_meant() {
        Map<Path, String> texts = new TreeMap<>(code());
        texts.putAll(pages());
        texts.putAll(read(ROOT.resolve("infra-terraform"), ".tf"));
        Pattern vague = Pattern.compile("(?i)somebody|nobody|whoever|anybody|in words");
        assertThat(texts.entrySet())
                .filteredOn(text -> vague.matcher(text.getValue()).find())
                .extracting(Map.Entry::getKey)
                .isEmpty();
    }

    @Test
    void the_korean_page_has_the_commands_and_links_of_the_english_one() {
        String english = Objects.requireNonNull(pages().get(Path.of("README.md")));
        String korean = Objects.requireNonNull(pages().get(Path.of("README.ko.md")));
        assertThat(found(FENCED, korean)).isEqualTo(found(FENCED, english)).hasSizeGreaterThan(5);
        assertThat(found(CODE, korean))
                .containsExactlyInAnyOrderElementsOf(found(CODE, english))
                .hasSizeGreaterThan(30);
        assertThat(found(LINK, korean))
                .contains("README.md")
                .map(link -> link.equals("README.md") ? "README.ko.md" : link)
                .containsExactlyInAnyOrderElementsOf(found(LINK, english));
    }

    @Test
    void each_link_between_pages_leads_somewhere() {
        Map<Path, String> pages = pages();
        List<String> dead = new ArrayList<>();
        pages.forEach(
                (page, text) ->
                        LINK.matcher(text)
                                .results()
                                .map(link -> link.group(1))
                                .filter(link -> !link.contains("://") && !leads(page, link, pages))
                                .forEach(link -> dead.add(page + " -> " + link)));
        assertThat(dead).isEmpty();
    }

    @Test
    void the_step_of_github_scans_and_writes_the_summary(@TempDir Path folder) throws IOException {
        Map<?, ?> job = object(object(yaml("GitHub Actions"), "jobs"), "scan");
        List<?> steps = (List<?>) Objects.requireNonNull(job.get("steps"));
        String script =
                steps.stream()
                        .map(step -> ((Map<?, ?>) step).get("run"))
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .findFirst()
                        .orElseThrow();
        Path summary = folder.resolve("summary.md");
        run(folder, script, Map.of("GITHUB_STEP_SUMMARY", summary.toString()));
        assertThat(Files.readString(summary)).startsWith("scan --fail-on high");
    }

    @Test
    void the_script_for_gitlab_gives_the_scan_its_token(@TempDir Path folder) throws IOException {
        List<?> lines =
                (List<?>) Objects.requireNonNull(object(yaml("GitLab"), "readiness").get("script"));
        String script = lines.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        assertThat(run(folder, script, Map.of("AWS_TOKEN", "a.b.c")))
                .isEqualTo("scan --fail-on high -o json=fleet.json -o table a.b.c\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/integrations.md", "docs/troubleshooting.md"})
    void each_shell_block_runs(String page, @TempDir Path folder) throws IOException {
        for (String program : List.of("aws", "terraform", "curl", "jq")) {
            stub(folder.resolve(program), "exit 0");
        }
        Map<String, String> variables =
                Map.of(
                        "PATH", folder + ":" + System.getenv("PATH"),
                        "INSTANCE", "i-0123456789abcdef0",
                        "PROFILE", "managed",
                        "ROLE_ARN", "arn:aws:iam::123456789012:role/scan",
                        "MFA_DEVICE_ARN", "arn:aws:iam::123456789012:mfa/me",
                        "CODE", "123456",
                        "JIRA_TOKEN", "a token");
        String text = Objects.requireNonNull(pages().get(Path.of(page)));
        for (MatchResult block : SHELL.matcher(text).results().toList()) {
            assertThat(run(folder, "set -u\n" + block.group(1), variables))
                    .as(block.group(1))
                    .doesNotContain("not found", "parameter", "yntax");
        }
    }

    private static Map<?, ?> object(Map<?, ?> of, String name) {
        return (Map<?, ?>) Objects.requireNonNull(of.get(name), name);
    }

    /** The first block of YAML below a heading of the page of integrations. */
    private static Map<?, ?> yaml(String heading) {
        String page = Objects.requireNonNull(pages().get(Path.of("docs/integrations.md")));
        Matcher block = YAML.matcher(page.substring(page.indexOf("\n### " + heading)));
        assertThat(block.find()).isTrue();
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(block.group(1));
    }

    /**
     * Runs a script beside a {@code ./muster} that says how it was called, and with which token.
     */
    private static String run(Path folder, String script, Map<String, String> variables)
            throws IOException {
        stub(
                folder.resolve("muster"),
                "echo \"$*\" \"$(cat \"${AWS_WEB_IDENTITY_TOKEN_FILE:-/dev/null}\")\"");
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-ec", script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        shell.environment().putAll(variables);
        shell.environment().put("TMPDIR", folder.toString());
        Process process = shell.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The exit code of a command's help; what follows {@code --} are options of {@code scan}. */
    private static int help(String command) {
        List<String> arguments = new ArrayList<>(List.of(command.strip().split("\\s+")));
        int end = arguments.indexOf("--");
        if (end >= 0) {
            List<String> scan = arguments.subList(end, arguments.size());
            scan.set(0, "scan");
            if (!scan.contains("$own") && help(String.join(" ", scan)) != 0) {
                return 2;
            }
            scan.clear();
        }
        if (!arguments.contains("--version") && !arguments.contains("--help")) {
            arguments.add("--help");
        }
        return Run.of(arguments.toArray(String[]::new)).exit();
    }

    /** What a pattern finds, in order: its group where it has one. */
    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map(match -> match.group(match.groupCount()))
                .toList();
    }

    private static Stream<String> commands(String page) {
        return CODE.matcher(page)
                .results()
                .map(MatchResult::group)
                .flatMap(code -> COMMAND.matcher(code).results())
                .map(command -> command.group(1))
                .distinct();
    }

    private static void stub(Path program, String does) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + does + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** Whether the parts of a message, between the places of its values, stand in a file. */
    private static boolean holds(String file, String message) {
        return Stream.of(message.split("…", -1)).map(String::strip).allMatch(file::contains);
    }

    private static boolean leads(Path page, String link, Map<Path, String> pages) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target =
                path.isEmpty() ? page : Path.of(page.toString()).resolveSibling(path).normalize();
        if (!Files.exists(ROOT.resolve(target))) {
            return false;
        }
        String text = pages.get(target);
        return hash < 0 || text == null || anchors(text).contains(link.substring(hash + 1));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(String page) {
        return HEADING.matcher(page)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Map<Path, String> pages() {
        Map<Path, String> pages = new TreeMap<>(read(ROOT.resolve("docs"), ".md"));
        pages.putAll(read(ROOT.resolve("infra-terraform"), ".md"));
        for (String name :
                List.of("README.md", "README.ko.md", "CONTRIBUTING.md", "findings/README.md")) {
            pages.putAll(read(ROOT.resolve(name), ".md"));
        }
        return pages;
    }

    /** The launcher, the texts, and the main code, with each text in one piece. */
    private static Map<Path, String> code() {
        Map<Path, String> code = new TreeMap<>(read(ROOT.resolve("muster"), ""));
        read(ROOT.resolve("functions"), ".properties")
                .forEach(
                        (file, text) -> {
                            if (file.toString().contains("src/main")) {
                                String joined = CONTINUED.matcher(text).replaceAll("");
                                code.put(file, FORMS.matcher(joined).replaceAll("$1"));
                            }
                        });
        read(ROOT.resolve("functions"), ".java")
                .forEach(
                        (file, text) -> {
                            if (file.toString().contains("src/main")) {
                                code.put(file, PIECES.matcher(text).replaceAll(""));
                            }
                        });
        return code;
    }

    private static Map<Path, String> read(Path from, String ending) {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(ending) && !file.toString().contains("/.terraform")) {
                    texts.put(ROOT.relativize(file), Files.readString(file));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return texts;
    }
}
