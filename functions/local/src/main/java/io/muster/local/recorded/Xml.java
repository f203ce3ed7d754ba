package io.muster.local.recorded;

/** Text in XML. */
final class Xml {

    private Xml() {}

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        each -> {
                            switch (each) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '\n', '\r', '\t' ->
                                        escaped.append("&#").append(each).append(';');
                                default -> escaped.appendCodePoint(each);
                            }
                        });
        return escaped.toString();
    }

    /** The text of what {@link #escaped} wrote. */
    static String unescaped(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#10;", "\n")
                .replace("&#13;", "\r")
                .replace("&#9;", "\t")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
