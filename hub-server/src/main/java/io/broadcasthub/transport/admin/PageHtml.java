package io.broadcasthub.transport.admin;

import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page for people: plain tables, nothing loaded from anywhere. Whatever clients chose (topics) is escaped. */
final class PageHtml {
    private static final String STYLE = "body{font:14px system-ui,sans-serif;margin:2em}table{border-collapse:collapse}"
            + "td,th{border:1px solid #bbb;padding:.2em .6em;text-align:left;vertical-align:top;white-space:pre-wrap}"
            + "th{background:#eee}";

    private PageHtml() {}

    static byte[] write(Page page) {
        StringBuilder out = new StringBuilder(4096);
        out.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Broadcast Hub: ")
                .append(escape(page.title()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style><h1>")
                .append(escape(page.title()))
                .append("</h1><p>");
        page.facts()
                .forEach((name, value) -> out.append(escape(name))
                        .append(": <b>")
                        .append(escape(value))
                        .append("</b> &emsp;"));
        out.append("</p>");
        page.tables().forEach(table -> table(out, table));
        return out.append("</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void table(StringBuilder out, Table table) {
        out.append("<h2>").append(escape(table.name())).append("</h2>");
        if (table.rows().isEmpty()) {
            out.append("<p>none</p>");
            return;
        }
        out.append("<table><tr>");
        table.columns().forEach(c -> out.append("<th>").append(escape(c)).append("</th>"));
        out.append("</tr>");
        for (List<@Nullable Object> row : table.rows()) {
            out.append("<tr>");
            for (Object cell : row) {
                out.append("<td>").append(escape(cell)).append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</table>");
    }

    private static String escape(@Nullable Object value) {
        return value == null
                ? ""
                : value.toString()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
