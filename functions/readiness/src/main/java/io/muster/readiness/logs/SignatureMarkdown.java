package io.muster.readiness.logs;

import java.util.List;
import java.util.Locale;

/**
 * The signatures as a page to read: {@code docs/signatures.md} is this text, and a test holds the
 * two together.
 */
public final class SignatureMarkdown {

    private SignatureMarkdown() {}

    /** The whole page, the same for the same signatures. */
    public static String render(List<Signature> signatures) {
        StringBuilder page = new StringBuilder(16_384);
        page.append(
                """
                # Signatures

                <!-- Written from the code. Change the signatures, not this page. -->

                The %d errors that Muster recognizes in the logs of an instance, in CloudWatch Logs and in the files
                given to `./muster logs`. [logs.md](logs.md) says how they become findings.

                | Signature | Row | Severity | What happened |
                | --- | --- | --- | --- |
                """
                        .formatted(signatures.size()));
        for (Signature signature : signatures) {
            page.append(
                    "| [%s](#%s) | %s | %s | %s |\n"
                            .formatted(
                                    signature.id(),
                                    signature.id(),
                                    signature.rule().row(),
                                    signature.rule().severity(),
                                    sentence(signature)));
        }
        signatures.forEach(signature -> section(page, signature));
        return page.toString();
    }

    private static void section(StringBuilder page, Signature signature) {
        page.append("\n## ").append(signature.id()).append("\n\n");
        page.append(sentence(signature)).append(". Found by:\n\n");
        block(page, "", signature.pattern().pattern());
        page.append("\nas in:\n\n");
        block(page, "", String.join("\n", signature.examples()));
        page.append("\nWhat to do:\n\n");
        block(page, "sh", signature.remedy().template().strip());
        page.append("\nSource of the wording: <").append(signature.source()).append(">\n");
    }

    private static String sentence(Signature signature) {
        String meaning = signature.meaning().english();
        return meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1);
    }

    private static void block(StringBuilder page, String language, String text) {
        page.append("```").append(language).append('\n').append(text).append("\n```\n");
    }
}
