package io.muster.readiness.text;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The codes of messages that the sources of every module name, as the compiler parses them, and
 * those of the templates, where each is a literal in {@code to.text("...")} or in a message.
 */
final class MessageCodes {

    private static final Pattern IN_TEMPLATE =
            Pattern.compile("\\b(?:to\\.text|Message\\.of)\\(\"([^\"]*)\"");

    private static final Pattern PLACE_IN_TEMPLATE = Pattern.compile("\\.with\\(\"([^\"]*)\"");

    /** By file: the codes that it names, and the places that it fills. */
    private final Map<Path, Used> files = new TreeMap<>();

    /** Where a code is neither a literal nor a choice of literals. */
    private final Set<String> unclear = new TreeSet<>();

    /** What one file names. */
    record Used(Set<String> codes, Set<String> places) {}

    static MessageCodes ofAllModules() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            List<Path> folders = modules.toList();
            MessageCodes codes =
                    of(folders.stream().map(module -> module.resolve("src/main/java")).toList());
            for (Path file :
                    sources(
                            folders.stream().map(module -> module.resolve("src/main/jte")).toList(),
                            ".jte")) {
                String template = Files.readString(file);
                codes.files.put(
                        file,
                        new Used(found(IN_TEMPLATE, template), found(PLACE_IN_TEMPLATE, template)));
            }
            return codes;
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static MessageCodes of(List<Path> folders) throws IOException {
        MessageCodes codes = new MessageCodes();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            for (Path file : sources(folders, ".java")) {
                JavacTask parser =
                        (JavacTask)
                                compiler.getTask(
                                        null,
                                        manager,
                                        null,
                                        null,
                                        null,
                                        manager.getJavaFileObjects(file));
                Used used = new Used(new TreeSet<>(), new TreeSet<>());
                codes.files.put(file, used);
                for (Tree unit : parser.parse()) {
                    codes.new Calls(file, used).scan(unit, null);
                }
            }
        }
        return codes;
    }

    private static List<Path> sources(List<Path> folders, String ending) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(ending)).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    Map<Path, Used> files() {
        return files;
    }

    Set<String> unclear() {
        return unclear;
    }

    Set<String> all() {
        Set<String> all = new TreeSet<>();
        files.values().forEach(used -> all.addAll(used.codes()));
        return all;
    }

    /** The calls of {@code Message.of} and {@code with} in a file. */
    private final class Calls extends TreeScanner<Void, Void> {

        private final Path file;
        private final Used used;

        Calls(Path file, Used used) {
            this.file = file;
            this.used = used;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            if (call.getMethodSelect() instanceof MemberSelectTree method
                    && !call.getArguments().isEmpty()) {
                ExpressionTree first = call.getArguments().getFirst();
                boolean of =
                        method.getIdentifier().contentEquals("of")
                                && method.getExpression().toString().equals("Message");
                if (of) {
                    codes(first);
                } else if (method.getIdentifier().contentEquals("with")
                        && first instanceof LiteralTree place) {
                    used.places().add(String.valueOf(place.getValue()));
                }
            }
            return super.visitMethodInvocation(call, null);
        }

        private void codes(ExpressionTree code) {
            switch (code) {
                case LiteralTree literal -> used.codes().add(String.valueOf(literal.getValue()));
                case ParenthesizedTree inner -> codes(inner.getExpression());
                case ConditionalExpressionTree choice -> {
                    codes(choice.getTrueExpression());
                    codes(choice.getFalseExpression());
                }
                case SwitchExpressionTree choice -> {
                    for (CaseTree each : choice.getCases()) {
                        if (each.getBody() instanceof ExpressionStatementTree s) {
                            codes(s.getExpression());
                        } else if (each.getBody() instanceof ExpressionTree expression) {
                            codes(expression);
                        } else {
                            unclear.add(file.getFileName() + ": " + each);
                        }
                    }
                }
                default -> unclear.add(file.getFileName() + ": " + code);
            }
        }
    }
}
