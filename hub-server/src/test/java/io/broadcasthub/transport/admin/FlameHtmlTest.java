package io.broadcasthub.transport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.diagnostics.StackTree;
import io.broadcasthub.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlameHtmlTest {
    private final StackTree tree = new StackTree();

    private String html() {
        return new String(
                FlameHtml.write(new StackProfile("<cpu>", StackProfile.Unit.NANOSECONDS, Map.of(), tree)),
                StandardCharsets.UTF_8);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void carriesTheTreeForItsScript() {
        tree.add(List.of("loop", "b"), 3);
        tree.add(List.of("loop", "a"), 2);

        JsonNode data = Json.parse(between(html(), "id=\"data\">", "</script>"));
        assertThat(data.path("unit").asText()).isEqualTo("ns");
        assertThat(data.path("names")).extracting(JsonNode::asText).containsExactly("all", "loop", "a", "b");
        assertThat(data.path("nodes"))
                .extracting(JsonNode::asInt)
                .containsExactly(0, 0, 5, 0, 1, 1, 5, 0, 2, 2, 2, 2, 2, 3, 3, 3);
    }

    @Test
    void leavesOutWhatCannotBeSeen() {
        tree.add(List.of("seen"), 1_000_000);
        tree.add(List.of("dust"), 1);

        assertThat(between(html(), "id=\"data\">", "</script>"))
                .contains("seen")
                .doesNotContain("dust");
    }

    @Test
    void noNameEndsTheScriptOrBecomesMarkup() {
        tree.add(List.of("</script><b>"), 1);

        assertThat(html()).contains("&lt;cpu&gt;", "\\u003c/script>").doesNotContain("<b>&", "</script><b>");
        assertThat(Json.parse(between(html(), "id=\"data\">", "</script>"))
                        .path("names")
                        .path(1)
                        .asText())
                .isEqualTo("</script><b>");
    }

    /** What the policy allows is what is in the page, byte for byte; a browser would refuse it otherwise. */
    @Test
    void thePolicyAllowsExactlyItsScriptAndStyle() throws Exception {
        String page = html();
        assertThat(HtmlFrame.SECURITY_POLICY)
                .contains("default-src 'none'")
                .contains("script-src " + hash(between(page, "<script>", "</script>")) + ";")
                .contains("style-src " + hash(between(page, "<style>", "</style>")) + ";");
        assertThat(page).doesNotContain(" src=", " style=", " onclick=", "http://", "https://");
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
