package io.broadcasthub.config;

import java.util.List;

/** The table of all keys in {@code docs/configuration.md}, made from the settings themselves. */
final class ReferenceTable {
    private final StringBuilder out = new StringBuilder();

    private ReferenceTable() {}

    static String markdown() {
        ReferenceTable table = new ReferenceTable();
        table.out.append("| key | default | allowed | variable | meaning |\n| --- | --- | --- | --- | --- |\n");
        table.section(HubConfig.class, "", true);
        return table.out.toString();
    }

    private void section(Class<?> type, String prefix, boolean hasVariables) {
        for (Key key : Key.of(type, prefix)) {
            if (key.isSection()) {
                section(key.type(), key.name() + '.', hasVariables);
            } else {
                row(key, hasVariables);
                if (key.isList() && Key.isSection(key.element())) {
                    section(key.element(), key.name() + "[].", false);
                }
            }
        }
    }

    private void row(Key key, boolean hasVariables) {
        Setting s = key.setting();
        List<String> cells = List.of(
                code(key.name()),
                key.isList() || s.value().isEmpty() ? "none" : code(s.value()),
                allowed(key),
                hasVariables ? code(key.envName()) : "in `HUB_TOPICS`",
                s.doc().replace("|", "\\|"));
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String allowed(Key key) {
        Setting s = key.setting();
        if (!s.min().isEmpty() || !s.max().isEmpty()) {
            String off = s.off().isEmpty() ? "" : code(s.off()) + ", or ";
            return off + code(s.min()) + " to " + code(s.max());
        }
        if (key.isList()) {
            return Key.isSection(key.element())
                    ? "list of rules"
                    : "list; each " + Notation.of(key.element()).what();
        }
        return Notation.of(key.type()).what().replaceFirst("^one of ", "");
    }

    private static String code(String text) {
        return '`' + text + '`';
    }
}
