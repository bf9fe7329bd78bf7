package io.broadcasthub.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects everything that is wrong, so that the operator can mend it all in one go. */
final class Problems {
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    /** Something wrong with what was written, whatever its key. */
    void add(Source source, String text) {
        problems.add(new Problem(source.toString(), text));
        lines.add(source + ": " + text);
    }

    void add(Source source, String key, String text) {
        problems.add(new Problem(key, text));
        lines.add(source + ": " + key + ": " + text);
        keys.add(key);
    }

    /** Adds what {@link ConfigChecks} found, unless it only follows from a key that is already reported. */
    void addAll(ConfigException e, Map<String, Source> origins) {
        for (Problem p : e.problems()) {
            if (p.keys().stream().noneMatch(keys::contains)) {
                add(origins.getOrDefault(p.key(), new Source.Default()), p.key(), p.text());
            }
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    ConfigException toException() {
        return new ConfigException(problems, lines);
    }
}
