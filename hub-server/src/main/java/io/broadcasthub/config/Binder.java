package io.broadcasthub.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds the records from what was written. A value that cannot be used is reported and replaced by its default, so that
 * the rest is checked too.
 */
final class Binder {
    private static final Source DEFAULT = new Source.Default();

    private final Map<String, Node> overrides;
    private final Problems problems;
    private final Map<String, Source> origins;

    /**
     * @param overrides by full key, stronger than the file
     * @param origins filled with where each value came from
     */
    Binder(Map<String, Node> overrides, Problems problems, Map<String, Source> origins) {
        this.overrides = overrides;
        this.problems = problems;
        this.origins = origins;
    }

    /** @param written the section as it stands in the file, if it does */
    <R> R section(Class<R> type, String prefix, @Nullable Node written) {
        Map<String, Node> entries = entries(prefix, written);
        List<Key> keys = Key.of(type, prefix);
        reportUnknown(entries, keys, prefix);
        List<Object> values = new ArrayList<>();
        for (Key key : keys) {
            Node node = entries.get(key.simpleName());
            values.add(key.isSection() ? section(key.type(), key.name() + '.', node) : leaf(key, node));
        }
        return construct(type, values);
    }

    private Map<String, Node> entries(String prefix, @Nullable Node written) {
        if (written instanceof Node.Mapping m) {
            return m.entries();
        }
        if (written != null && !(written instanceof Node.Scalar s && s.empty())) {
            String text = "must be keys and values, not " + describe(written);
            if (prefix.isEmpty()) {
                problems.add(written.source(), "the configuration " + text);
            } else {
                problems.add(written.source(), prefix.substring(0, prefix.length() - 1), text);
            }
        }
        return Map.of();
    }

    private void reportUnknown(Map<String, Node> entries, List<Key> keys, String prefix) {
        Collection<String> known = keys.stream().map(Key::simpleName).collect(Collectors.toList());
        entries.forEach((name, node) -> {
            if (!known.contains(name)) {
                problems.add(
                        node.source(), "unknown key " + Shown.quote(prefix + name) + suggestion(prefix, name, known));
            }
        });
    }

    private static String suggestion(String prefix, String name, Collection<String> siblings) {
        String near = Suggestion.forName(name, siblings);
        if (!near.isEmpty()) {
            return near;
        }
        Optional<Key> elsewhere = Key.leaves(HubConfig.class, "")
                .filter(k -> k.simpleName().equals(name) && !k.name().equals(prefix + name))
                .findFirst();
        return elsewhere
                .map(k -> "; did you mean " + Shown.quote(k.name()) + "?")
                .orElse("; known here: " + String.join(", ", siblings));
    }

    private Object leaf(Key key, @Nullable Node inFile) {
        Node override = overrides.get(key.name());
        Node node = override != null ? override : inFile;
        if (node == null) {
            origins.put(key.name(), DEFAULT);
            return defaultOf(key);
        }
        origins.put(key.name(), node.source());
        return key.isList() ? list(key, node) : scalar(key, node);
    }

    private Object scalar(Key key, Node node) {
        Notation<?> notation = Notation.of(key.type());
        if (!(node instanceof Node.Scalar s) || (s.empty() && !Notation.mayBeEmpty(key.type()))) {
            problems.add(node.source(), key.name(), "must be " + notation.what() + ", not " + describe(node));
            return defaultOf(key);
        }
        try {
            Object value = notation.parse().apply(s.text());
            ConfigChecks.bounds(key, value).ifPresent(p -> problems.add(node.source(), key.name(), p.text()));
            return value;
        } catch (IllegalArgumentException e) {
            problems.add(node.source(), key.name(), String.valueOf(e.getMessage()));
            return defaultOf(key);
        }
    }

    private List<?> list(Key key, Node node) {
        if (!(node instanceof Node.Sequence sequence)) {
            problems.add(node.source(), key.name(), "must be a list, not " + describe(node));
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        for (Node item : sequence.items()) {
            String name = key.name() + '[' + values.size() + ']';
            if (Key.isSection(key.element())) {
                values.add(section(key.element(), name + '.', item));
            } else {
                element(key, name, item).ifPresent(values::add);
            }
        }
        return values;
    }

    private Optional<Object> element(Key key, String name, Node item) {
        Notation<?> notation = Notation.of(key.element());
        if (!(item instanceof Node.Scalar s) || s.empty()) {
            problems.add(item.source(), name, "must be " + notation.what() + ", not " + describe(item));
            return Optional.empty();
        }
        try {
            return Optional.of(notation.parse().apply(s.text()));
        } catch (IllegalArgumentException e) {
            problems.add(item.source(), name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Object defaultOf(Key key) {
        return key.isList()
                ? List.of()
                : Notation.of(key.type()).parse().apply(key.setting().value());
    }

    private static String describe(Node node) {
        if (node instanceof Node.Mapping) {
            return "keys and values";
        }
        if (node instanceof Node.Sequence) {
            return "a list";
        }
        Node.Scalar s = (Node.Scalar) node;
        return s.empty() ? "empty" : Shown.quote(s.text());
    }

    private static <R> R construct(Class<R> type, List<Object> values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ConfigException c) {
                throw c;
            }
            throw new IllegalStateException("cannot build " + type, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + type, e);
        }
    }
}
