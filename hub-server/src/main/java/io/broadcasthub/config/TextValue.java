package io.broadcasthub.config;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that came as one text, from a variable or a flag. Lists of plain values may be separated by commas; anything
 * else that is not a single value is written as in YAML, like <code>[{match: chat.**, slow: close}]</code>.
 */
final class TextValue {
    private TextValue() {}

    /** @return null after reporting that it cannot be read */
    static @Nullable Node node(Key key, String text, Source source, Problems problems) {
        if (!key.isList()) {
            return new Node.Scalar(text, source);
        }
        if (Key.isSection(key.element()) || text.startsWith("[")) {
            return YamlReader.read(text, line -> source, problems);
        }
        return new Node.Sequence(
                Arrays.stream(text.split(",", -1))
                        .map(item -> new Node.Scalar(item.strip(), source))
                        .collect(Collectors.toUnmodifiableList()),
                source);
    }
}
