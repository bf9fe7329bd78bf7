package io.broadcasthub.transport.admin;

import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page for terminals: a line for each cell, rows apart, what has several lines indented. */
final class PageText {
    private PageText() {}

    static byte[] write(Page page) {
        StringBuilder out = new StringBuilder(4096);
        page.facts()
                .forEach((name, value) ->
                        out.append(name).append(": ").append(value).append('\n'));
        for (Table table : page.tables()) {
            out.append("\n").append(table.name()).append('\n');
            for (List<@Nullable Object> row : table.rows()) {
                out.append('\n');
                for (int i = 0; i < row.size(); i++) {
                    cell(out, table.columns().get(i), String.valueOf(row.get(i)));
                }
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void cell(StringBuilder out, String name, String value) {
        if (value.indexOf('\n') < 0) {
            out.append("  ").append(name).append(": ").append(value).append('\n');
        } else {
            out.append("  ").append(name).append(":\n");
            value.lines().forEach(line -> out.append("    ").append(line).append('\n'));
        }
    }
}
