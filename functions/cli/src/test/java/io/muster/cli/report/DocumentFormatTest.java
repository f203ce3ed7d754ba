package io.muster.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentFormatTest {

    @Test
    void every_sign_of_markdown_stands_for_itself() {
        assertThat(
                        DocumentFormat.escaped(
                                "a\\`*_{}[]#+!|~> <b>&amp; @team; \"q\" 'r' (1-2)=3.$%^/?,"))
                .isEqualTo(
                        "a\\\\\\`\\*\\_\\{\\}\\[\\]\\#\\+\\!\\|\\~\\> &lt;b\\>&amp;amp; &#64;team;"
                                + " \"q\" 'r' (1-2)=3.$%^/?,");
        assertThat(DocumentFormat.escaped("plain 한국어 é")).isEqualTo("plain 한국어 é");
    }

    @Test
    void every_sign_of_html_stands_for_itself() {
        assertThat(DocumentFormat.html("<a href=\"x\">&'`</a> 한국어"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;&amp;&#39;`&lt;/a&gt; 한국어");
    }

    @Test
    void what_acts_is_replaced_first() {
        assertThat(DocumentFormat.escaped("a\u202e*\n")).isEqualTo("a\uFFFD\\* ");
        assertThat(DocumentFormat.html("a\u202e<\n")).isEqualTo("a\uFFFD&lt; ");
    }
}
