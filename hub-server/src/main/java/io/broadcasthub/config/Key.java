package io.broadcasthub.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One configuration key, read from the record component that declares it. The loader, the checks, the printed
 * configuration and the reference page all walk these.
 *
 * @param name full name, like {@code limits.max-message}
 */
record Key(String name, RecordComponent component, Setting setting) {
    /** The keys of a record, one level deep, in the order they are declared. */
    static List<Key> of(Class<?> type, String prefix) {
        List<Key> keys = new ArrayList<>();
        for (RecordComponent c : type.getRecordComponents()) {
            Setting setting = c.getAnnotation(Setting.class);
            if (setting != null) {
                keys.add(new Key(prefix + kebab(c.getName()), c, setting));
            }
        }
        return keys;
    }

    /** Every key that a variable or flag can set: sections opened, lists as one. */
    static Stream<Key> leaves(Class<?> type, String prefix) {
        return of(type, prefix).stream().flatMap(k -> k.isSection() ? leaves(k.type(), k.name() + '.') : Stream.of(k));
    }

    Class<?> type() {
        return component.getType();
    }

    /** The last part of the name, as it stands in the file. */
    String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    boolean isSection() {
        return isSection(type());
    }

    boolean isList() {
        return type() == List.class;
    }

    /** What the list is of; only for lists. */
    Class<?> element() {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    String envName() {
        return "HUB_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    Object valueIn(Record owner) {
        try {
            return Objects.requireNonNull(component.getAccessor().invoke(owner), name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    /** A section is a record of settings; other records are values of their own. */
    static boolean isSection(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents()).anyMatch(c -> c.isAnnotationPresent(Setting.class));
    }

    static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
