package io.broadcasthub.cli;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.LoadedConfig;
import io.broadcasthub.config.Sources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make a configuration, the same for every command that needs one. */
final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "YAML file; every key is in docs/configuration.md.")
    private @Nullable Path file;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Public address; port 0 picks a free one.")
    private @Nullable String listen;

    @Option(names = "--admin", paramLabel = "HOST:PORT", description = "Admin address; port 0 picks a free one.")
    private @Nullable String admin;

    @Option(names = "--engine", paramLabel = "ENGINE", description = "Where messages get their place: memory.")
    private @Nullable String engine;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps topics and their history in this directory, across restarts.")
    private @Nullable String data;

    @Option(
            names = "--insecure",
            description = "Allows a public address beyond loopback although no authentication is configured.")
    private boolean insecure;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets any key, like --set limits.max-message=1MiB.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** @throws io.broadcasthub.config.ConfigException if it is not usable */
    LoadedConfig load(Map<String, String> environment) {
        Sources sources = Sources.none().withEnvironment(environment);
        if (file != null) {
            sources = sources.withFile(file);
        }
        for (Map.Entry<String, String> s : settings.entrySet()) {
            sources = sources.set(s.getKey(), s.getValue());
        }
        // An option of its own wins over --set.
        sources = flag(sources, "listen", listen);
        sources = flag(sources, "admin", admin);
        sources = flag(sources, "engine", engine);
        sources = flag(sources, "data", data);
        sources = flag(sources, "insecure", insecure ? "true" : null);
        return ConfigLoader.load(sources);
    }

    private static Sources flag(Sources sources, String key, @Nullable String value) {
        return value == null ? sources : sources.set(key, value, "--" + key);
    }
}
