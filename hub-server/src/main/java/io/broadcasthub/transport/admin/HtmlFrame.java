package io.broadcasthub.transport.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every page for people has around it. Nothing is loaded from anywhere; whatever clients chose (topics) is escaped. */
final class HtmlFrame {
    static final InlinePart STYLE = InlinePart.of("page.css");
    static final InlinePart FLAME = InlinePart.of("flame.js");
    /** What a page may do: show itself, with the style and the script that are known. */
    static final String SECURITY_POLICY = "default-src 'none'; style-src " + STYLE.source() + "; script-src "
            + FLAME.source() + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private HtmlFrame() {}

    static void begin(StringBuilder out, String title, Map<String, Object> facts) {
        out.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Broadcast Hub: ")
                .append(escape(title))
                .append("</title><style>")
                .append(STYLE.text())
                .append("</style><p class=\"home\"><a href=\"/debug\">Broadcast Hub</a></p><h1>")
                .append(escape(title))
                .append("</h1><p class=\"facts\">");
        facts.forEach((name, value) -> out.append("<span>")
                .append(escape(name))
                .append(": <b>")
                .append(escape(value))
                .append("</b></span> "));
        out.append("</p>\n");
    }

    static String escape(@Nullable Object value) {
        return value == null
                ? ""
                : value.toString()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
