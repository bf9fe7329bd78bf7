package io.broadcasthub.config;

import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.TopicFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type are written.
 *
 * @param what the type's name in messages, with its article
 * @param parse throws IllegalArgumentException with what to write instead
 * @param order what bounds are compared by; null for types without bounds
 */
record Notation<T>(
        String what,
        Function<String, T> parse,
        Function<T, String> format,
        @Nullable Comparator<T> order) {
    private static final Map<Class<?>, Notation<?>> SIMPLE = Map.of(
            boolean.class, new Notation<>("true or false", Notation::parseBoolean, String::valueOf, null),
            int.class, new Notation<>("a whole number", Notation::parseInt, String::valueOf, Integer::compare),
            Duration.class,
                    new Notation<>("a duration", Durations::parse, Durations::format, Comparator.naturalOrder()),
            Path.class, new Notation<>("a path", Path::of, Path::toString, null),
            ByteSize.class, new Notation<>("a size", ByteSize::parse, ByteSize::toString, Comparator.naturalOrder()),
            HostPort.class, new Notation<>("an address", HostPort::parse, HostPort::toString, null),
            Origin.class, new Notation<>("an origin", Origin::parse, Origin::toString, null),
            TopicFilter.class, new Notation<>("a topic or pattern", Notation::parseFilter, TopicFilter::value, null));

    /** Whether nothing at all is a value too: it stands for "none". */
    static boolean mayBeEmpty(Class<?> type) {
        return type == Path.class;
    }

    @SuppressWarnings("unchecked") // every entry is stored under the class it is for
    static <T> Notation<T> of(Class<T> type) {
        if (type.isEnum()) {
            return new Notation<>("one of " + names(type), text -> parseEnum(type, text), v -> name((Enum<?>) v), null);
        }
        Notation<?> found = SIMPLE.get(type);
        if (found == null) {
            throw new IllegalStateException("no notation for configuration values of " + type);
        }
        return (Notation<T>) found;
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(Shown.quote(text) + " is not allowed; write true or false");
        };
    }

    private static int parseInt(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    Shown.quote(text) + " is not a whole number; write digits only, like 100", e);
        }
    }

    private static TopicFilter parseFilter(String text) {
        try {
            return new TopicFilter(text);
        } catch (HubException e) {
            throw new IllegalArgumentException(Shown.quote(text) + " is " + e.reason(), e);
        }
    }

    private static <T> T parseEnum(Class<T> type, String text) {
        for (T constant : type.getEnumConstants()) {
            if (name((Enum<?>) constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(Shown.quote(text) + " is not allowed; write " + names(type));
    }

    private static String names(Class<?> type) {
        String all = Arrays.stream(type.getEnumConstants())
                .map(c -> name((Enum<?>) c))
                .collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
