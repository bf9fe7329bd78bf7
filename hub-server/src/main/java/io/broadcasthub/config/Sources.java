package io.broadcasthub.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ConfigLoader} reads, weakest first: file, environment, flags. Immutable.
 *
 * @param file the YAML file, or null for none
 * @param environment all variables; only those that begin with {@code HUB_} are looked at
 * @param flags values by key, each with the option it came from
 */
public record Sources(@Nullable Path file, Map<String, String> environment, Map<String, Value> flags) {
    /** A value as text, in the notation of the file. */
    public record Value(String text, Source source) {}

    public Sources {
        environment = Map.copyOf(environment);
        flags = Map.copyOf(flags);
    }

    /** Nothing: every key has its default. */
    public static Sources none() {
        return new Sources(null, Map.of(), Map.of());
    }

    public Sources withFile(Path newFile) {
        return new Sources(newFile, environment, flags);
    }

    public Sources withEnvironment(Map<String, String> newEnvironment) {
        return new Sources(file, newEnvironment, flags);
    }

    /** Sets one key, like {@code set("limits.max-message", "1KiB")}. */
    public Sources set(String key, String value) {
        return set(key, value, "--set " + key);
    }

    /** @param option what the user wrote the value behind, for messages */
    public Sources set(String key, String value, String option) {
        Map<String, Value> more = new LinkedHashMap<>(flags);
        more.put(key, new Value(value, new Source.Flag(option)));
        return new Sources(file, environment, more);
    }
}
