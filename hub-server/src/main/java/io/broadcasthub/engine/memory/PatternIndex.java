package io.broadcasthub.engine.memory;

import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns match a topic: a trie over segments, {@code *} and {@code **} being segments like others. Written under
 * the lock of {@link Patterns}, read without one; the version goes up after each change, so whoever keeps a result with
 * the version read before it sees every change that was complete by then.
 */
final class PatternIndex {
    private static final String ONE = "*";
    private static final String REST = "**";

    static final PatternFeed[] NONE = {};

    private final Node root = new Node();
    private volatile long version;
    /** Shared by all topics that no pattern of this version matches. */
    private volatile Matches none = new Matches(0, NONE);

    private static final class Node {
        final ConcurrentHashMap<String, Node> children = new ConcurrentHashMap<>(2);
        volatile @Nullable PatternFeed feed;
    }

    long version() {
        return version;
    }

    void add(PatternFeed feed) {
        Node node = root;
        for (String segment : segments(feed.pattern().value())) {
            node = node.children.computeIfAbsent(segment, s -> new Node());
        }
        node.feed = feed;
        bump();
    }

    void remove(TopicFilter pattern) {
        remove(root, segments(pattern.value()), 0);
        bump();
    }

    private void remove(Node node, String[] segments, int depth) {
        if (depth == segments.length) {
            node.feed = null;
            return;
        }
        Node child = node.children.get(segments[depth]);
        if (child == null) {
            return;
        }
        remove(child, segments, depth + 1);
        if (child.feed == null && child.children.isEmpty()) {
            node.children.remove(segments[depth]);
        }
    }

    /** All that any topic could match. */
    List<PatternFeed> all() {
        List<PatternFeed> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    private static void collect(Node node, List<PatternFeed> found) {
        addIfPresent(node, found);
        node.children.values().forEach(child -> collect(child, found));
    }

    Matches matches(TopicName topic) {
        long before = version;
        PatternFeed[] found = match(topic);
        return found.length == 0 ? none(before) : new Matches(before, found);
    }

    private Matches none(long at) {
        Matches shared = none;
        if (shared.version() != at) {
            shared = new Matches(at, NONE);
            none = shared;
        }
        return shared;
    }

    PatternFeed[] match(TopicName topic) {
        List<PatternFeed> found = new ArrayList<>();
        match(root, segments(topic.value()), 0, topic.isReserved(), found);
        return found.isEmpty() ? NONE : found.toArray(PatternFeed[]::new);
    }

    private static void match(Node node, String[] topic, int depth, boolean literal, List<PatternFeed> found) {
        if (depth == topic.length) {
            addIfPresent(node, found);
            return;
        }
        match(node.children.get(topic[depth]), topic, depth + 1, found);
        if (!literal) {
            match(node.children.get(ONE), topic, depth + 1, found);
            addIfPresent(node.children.get(REST), found);
        }
    }

    private static void match(@Nullable Node node, String[] topic, int depth, List<PatternFeed> found) {
        if (node != null) {
            match(node, topic, depth, false, found);
        }
    }

    private static void addIfPresent(@Nullable Node node, List<PatternFeed> found) {
        PatternFeed feed = node == null ? null : node.feed;
        if (feed != null) {
            found.add(feed);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer at a time
    private void bump() {
        version++;
    }

    private static String[] segments(String name) {
        return name.split("\\.", -1);
    }
}
