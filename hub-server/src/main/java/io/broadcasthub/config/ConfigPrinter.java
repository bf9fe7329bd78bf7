package io.broadcasthub.config;

import java.util.List;
import java.util.regex.Pattern;

/** Writes a configuration as the YAML that would load it again, with where each value came from behind it. */
public final class ConfigPrinter {
    private static final int COMMENT_COLUMN = 40;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]*");

    private final LoadedConfig loaded;
    private final StringBuilder out = new StringBuilder();

    private ConfigPrinter(LoadedConfig loaded) {
        this.loaded = loaded;
    }

    public static String toYaml(LoadedConfig loaded) {
        ConfigPrinter printer = new ConfigPrinter(loaded);
        printer.section(loaded.config(), "", "", "");
        return printer.out.toString();
    }

    /** @param first what the first line begins with instead of the indent, for list items */
    private void section(Record section, String prefix, String indent, String first) {
        String begin = first.isEmpty() ? indent : first;
        for (Key key : Key.of(section.getClass(), prefix)) {
            Object value = key.valueIn(section);
            String label = begin + key.simpleName() + ':';
            begin = indent;
            if (key.isSection()) {
                out.append(label).append('\n');
                section((Record) value, key.name() + '.', indent + "  ", "");
            } else if (key.isList()) {
                list(key, (List<?>) value, label, indent);
            } else {
                line(label + ' ' + text(key.type(), value), key.name());
            }
        }
    }

    private void list(Key key, List<?> items, String label, String indent) {
        if (items.isEmpty()) {
            line(label + " []", key.name());
            return;
        }
        line(label, key.name());
        for (int i = 0; i < items.size(); i++) {
            String dash = indent + "  - ";
            if (Key.isSection(key.element())) {
                section((Record) items.get(i), key.name() + '[' + i + "].", indent + "    ", dash);
            } else {
                out.append(dash).append(text(key.element(), items.get(i))).append('\n');
            }
        }
    }

    private void line(String yaml, String key) {
        out.append(yaml).append(" ".repeat(Math.max(1, COMMENT_COLUMN - yaml.length())));
        out.append("# ").append(loaded.origin(key).describe()).append('\n');
    }

    @SuppressWarnings("unchecked") // the value is of the type its key declares
    private static <T> String text(Class<T> type, Object value) {
        String text = Notation.of(type).format().apply((T) value);
        return PLAIN.matcher(text).matches() && !text.endsWith(":") ? text : '"' + text + '"';
    }
}
