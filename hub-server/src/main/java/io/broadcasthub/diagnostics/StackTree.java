package io.broadcasthub.diagnostics;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stacks that were counted, those that begin alike together: what a flame graph shows. Filled by one thread. */
public final class StackTree {
    /** A frame, called from where its parents say. */
    public static final class Node {
        private final String name;
        private Map<String, Node> children = Map.of();
        private long self;
        private long total;

        private Node(String name) {
            this.name = name;
        }

        private Node child(String frame) {
            if (children.isEmpty()) {
                children = new LinkedHashMap<>(4);
            }
            return children.computeIfAbsent(frame, Node::new);
        }

        public String name() {
            return name;
        }

        /** What was counted in this frame itself. */
        public long self() {
            return self;
        }

        /** What was counted in it and in all it called. */
        public long total() {
            return total;
        }

        public Collection<Node> children() {
            return Collections.unmodifiableCollection(children.values());
        }
    }

    /** Told of each stack that something was counted for. */
    @FunctionalInterface
    public interface Visitor {
        /** @param stack from the outermost frame to the innermost, separated by semicolons */
        void stack(String stack, long count);
    }

    private final Node root = new Node("all");

    /** @param stack from the outermost frame to the innermost */
    public void add(List<String> stack, long count) {
        Node node = root;
        node.total += count;
        for (String frame : stack) {
            node = node.child(frame);
            node.total += count;
        }
        node.self += count;
    }

    public Node root() {
        return root;
    }

    public void forEach(Visitor visitor) {
        visit(root, null, visitor);
    }

    private static void visit(Node node, @Nullable String path, Visitor visitor) {
        if (node.self > 0 && path != null) {
            visitor.stack(path, node.self);
        }
        for (Node child : node.children.values()) {
            // The one character that the form has a meaning for.
            String frame = child.name.replace(';', ',');
            visit(child, path == null ? frame : path + ';' + frame, visitor);
        }
    }
}
