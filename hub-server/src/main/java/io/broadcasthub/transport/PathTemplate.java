package io.broadcasthub.transport;

import org.jspecify.annotations.Nullable;

/**
 * A path with at most one variable segment, written {@code {name}}: {@code /topics/{topic}/messages}.
 *
 * @param prefix what stands before the variable, or the whole path
 * @param suffix what stands after it; null if there is no variable
 */
public record PathTemplate(String prefix, @Nullable String suffix) {
    public static PathTemplate of(String template) {
        int open = template.indexOf('{');
        if (open < 0) {
            return new PathTemplate(template, null);
        }
        return new PathTemplate(template.substring(0, open), template.substring(template.indexOf('}') + 1));
    }

    /** The variable's value, or an empty string if there is none; null if the path is another one. */
    public @Nullable String match(String path) {
        if (suffix == null) {
            return path.equals(prefix) ? "" : null;
        }
        int end = path.length() - suffix.length();
        if (end <= prefix.length() || !path.startsWith(prefix) || !path.endsWith(suffix)) {
            return null;
        }
        String value = path.substring(prefix.length(), end);
        return value.indexOf('/') < 0 ? value : null;
    }
}
