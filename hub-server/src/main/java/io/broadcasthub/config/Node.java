package io.broadcasthub.config;

import java.util.List;
import java.util.Map;

/** What was written, before it is known what it means: the file's tree, or the text of a variable or flag. */
sealed interface Node {
    Source source();

    /** A single value, or nothing at all behind a key when {@code empty}. */
    record Scalar(String text, boolean empty, Source source) implements Node {
        Scalar(String text, Source source) {
            this(text, false, source);
        }
    }

    record Sequence(List<Node> items, Source source) implements Node {}

    record Mapping(Map<String, Node> entries, Source source) implements Node {}
}
