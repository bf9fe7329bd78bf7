package io.broadcasthub.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the configuration from file, environment and flags; later ones win. Blocks on the file, keeps nothing. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /** What the hub does when nothing is set. */
    public static HubConfig defaults() {
        return load(Sources.none()).config();
    }

    /** The rule of topics that no other rule is for. */
    static TopicRule defaultRule() {
        return new Binder(Map.of(), new Problems(), new HashMap<>()).section(TopicRule.class, "", null);
    }

    /** @throws ConfigException with everything that is wrong, in one go */
    public static LoadedConfig load(Sources sources) {
        Problems problems = new Problems();
        Map<String, Source> origins = new LinkedHashMap<>();
        Node file = sources.file() == null ? null : readFile(sources.file(), problems);
        Map<String, Node> overrides = new HashMap<>();
        EnvironmentReader.read(sources.environment(), overrides, problems);
        readFlags(sources.flags(), overrides, problems);
        HubConfig config = null;
        try {
            config = new Binder(overrides, problems, origins).section(HubConfig.class, "", file);
        } catch (ConfigException e) {
            problems.addAll(e, origins);
        }
        if (config == null || !problems.isEmpty()) {
            throw problems.toException();
        }
        return new LoadedConfig(config, origins);
    }

    private static void readFlags(Map<String, Sources.Value> flags, Map<String, Node> into, Problems problems) {
        Map<String, Key> known =
                Key.leaves(HubConfig.class, "").collect(Collectors.toMap(Key::name, Function.identity()));
        new TreeMap<>(flags).forEach((name, value) -> {
            Key key = known.get(name);
            if (key == null) {
                problems.add(
                        value.source(), "unknown key " + Shown.quote(name) + Suggestion.forName(name, known.keySet()));
            } else {
                Node node = TextValue.node(key, value.text(), value.source(), problems);
                if (node != null) {
                    into.put(name, node);
                }
            }
        });
    }

    private static @Nullable Node readFile(Path file, Problems problems) {
        Source whole = new Source.File(file.toString(), 1);
        try {
            return YamlReader.read(Files.readString(file), line -> new Source.File(file.toString(), line), problems);
        } catch (NoSuchFileException e) {
            problems.add(whole, "there is no such file; give the path of a YAML file to -c, or leave -c out");
        } catch (CharacterCodingException e) {
            problems.add(whole, "the file is not UTF-8 text");
        } catch (IOException e) {
            problems.add(
                    whole,
                    "the file cannot be read (" + e.getClass().getSimpleName()
                            + "); check what it is and its permissions");
        }
        return null;
    }
}
