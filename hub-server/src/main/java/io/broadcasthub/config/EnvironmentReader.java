package io.broadcasthub.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the keys that {@code HUB_…} variables set. An empty variable counts as not set. */
final class EnvironmentReader {
    private static final String PREFIX = "HUB_";
    private static final String LAUNCHER_OPTIONS = "HUB_JAVA_OPTS";

    /** Kubernetes puts these into every pod of a namespace that has a service called hub, or hub-something. */
    private static final Pattern KUBERNETES =
            Pattern.compile("HUB_(.+_)?(SERVICE_(HOST|PORT(_.+)?)|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private EnvironmentReader() {}

    static void read(Map<String, String> environment, Map<String, Node> into, Problems problems) {
        Map<String, Key> known =
                Key.leaves(HubConfig.class, "").collect(Collectors.toMap(Key::envName, Function.identity()));
        new TreeMap<>(environment).forEach((name, text) -> {
            Key key = known.get(name);
            if (key != null) {
                if (!text.isEmpty()) {
                    Node value = TextValue.node(key, text, new Source.Env(name), problems);
                    if (value != null) {
                        into.put(key.name(), value);
                    }
                }
            } else if (name.startsWith(PREFIX)
                    && !name.equals(LAUNCHER_OPTIONS)
                    && !KUBERNETES.matcher(name).matches()) {
                problems.add(
                        new Source.Env(name), "no key has this variable" + Suggestion.forName(name, known.keySet()));
            }
        });
    }
}
