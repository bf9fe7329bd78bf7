package io.broadcasthub.transport.admin;

import static io.broadcasthub.transport.admin.HtmlFrame.escape;

import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.PageLink;
import io.broadcasthub.diagnostics.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page for people: plain tables. */
final class PageHtml {
    private PageHtml() {}

    static byte[] write(Page page) {
        StringBuilder out = new StringBuilder(8192);
        HtmlFrame.begin(out, page.title(), page.facts());
        page.tables().forEach(table -> table(out, table));
        return out.append("</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void table(StringBuilder out, Table table) {
        out.append("<h2>").append(escape(table.name())).append("</h2>");
        if (table.rows().isEmpty()) {
            out.append("<p>none</p>");
            return;
        }
        out.append("<div class=\"wide\"><table><tr>");
        table.columns().forEach(c -> out.append("<th>").append(escape(c)).append("</th>"));
        out.append("</tr>");
        for (List<@Nullable Object> row : table.rows()) {
            out.append("<tr>");
            row.forEach(cell -> cell(out, cell));
            out.append("</tr>\n");
        }
        out.append("</table></div>");
    }

    private static void cell(StringBuilder out, @Nullable Object cell) {
        if (cell instanceof PageLink link) {
            out.append("<td><a href=\"").append(escape(link.target())).append("\">");
            out.append(escape(link.target())).append("</a></td>");
        } else if (cell instanceof Number) {
            out.append("<td class=\"number\">").append(escape(cell)).append("</td>");
        } else if (Boolean.FALSE.equals(cell)) {
            out.append("<td class=\"no\">false</td>");
        } else {
            out.append("<td>").append(escape(cell)).append("</td>");
        }
    }
}
