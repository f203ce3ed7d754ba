package io.muster.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.console.fixture.WidgetText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lint finds what it is for. */
class WidgetTextTest {

    private static final String ENDPOINT = " endpoint=\"arn:aws:lambda:us-east-1:1:function:f\"";
    private static final String BUTTON = "<button type=\"button\">a</button>";

    private static String call(String attributes, String content) {
        return "<cwdb-action action=\"call\"" + attributes + ">" + content + "</cwdb-action>";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "element script | <script>1</script>",
                "element iframe | <iframe></iframe>",
                "element use | <svg><use></use></svg>",
                "handler onclick | <p onclick=\"f()\">a</p>",
                "address java | <a href=\"java\tscript:f()\">a</a>",
                "address https://example.com/ | <a href=\"https://example.com/\">a</a>",
                "address of a place | <a href=\"#findings\">a</a>",
                "field without a name | <input type=\"checkbox\">",
                "field without a name | <select><option value=\"a\">a</option></select>",
                "action without an end | <button>a</button><cwdb-action action=\"call\">",
                "selector .other | <style>.other{color:red}</style>",
                "selector p | <style>.mstr .a,p{color:red}</style>",
                "style that asks | <style>.mstr .a{background:url(https://a.example/a)}</style>",
            })
    void a_fault_is_found(String problem, String html) {
        assertThat(WidgetText.problems(html)).anyMatch(each -> each.startsWith(problem.strip()));
    }

    @Test
    void an_action_that_is_bound_to_nothing_is_found() {
        assertThat(
                        WidgetText.problems(
                                "<p>text</p>" + call(ENDPOINT + " display=\"widget\"", "{}")))
                .containsExactly("unbound action: {}");
    }

    @Test
    void a_call_of_nothing_is_found() {
        assertThat(WidgetText.problems(BUTTON + call(" display=\"widget\"", "{}")))
                .containsExactly("call without endpoint: {}");
    }

    @Test
    void a_call_that_opens_a_window_is_found() {
        assertThat(WidgetText.problems(BUTTON + call(ENDPOINT, "{}")))
                .containsExactly("call that opens a window of its own: {}");
    }

    @Test
    void a_call_by_a_pointer_that_passes_is_found() {
        String event = " display=\"widget\" event=\"mouseenter\"";
        assertThat(WidgetText.problems(BUTTON + call(ENDPOINT + event, "{}")))
                .containsExactly("call by a pointer that passes: {}");
    }

    @Test
    void a_call_whose_content_is_no_json_is_found() {
        assertThat(WidgetText.problems(BUTTON + call(ENDPOINT + " display=\"widget\"", "{\"a\":")))
                .containsExactly("call whose content is no JSON: {\"a\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>.mstr{color:red}.mstr .a:not(.b,.c){color:red}</style>",
                "<input name=\"a\" type=\"checkbox\">",
                "<p>text</p>",
            })
    void what_is_sound_has_no_fault(String html) {
        assertThat(WidgetText.problems(html + BUTTON)).isEmpty();
    }

    @Test
    void a_sound_call_has_no_fault() {
        String call = call(ENDPOINT + " display=\"widget\"", "{\"page\":\"&lt;a&gt;\"}");
        assertThat(WidgetText.problems(BUTTON + call)).isEmpty();
    }
}
