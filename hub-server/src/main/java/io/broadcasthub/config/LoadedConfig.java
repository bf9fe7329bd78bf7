package io.broadcasthub.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A configuration and where each of its values came from.
 *
 * @param origins by full key, like {@code limits.max-message} or {@code topics[0].match}, in the order of the reference
 */
public record LoadedConfig(HubConfig config, Map<String, Source> origins) {
    public LoadedConfig {
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
    }

    /** Where the key's value came from; the default if nobody set it. */
    public Source origin(String key) {
        return origins.getOrDefault(key, new Source.Default());
    }
}
