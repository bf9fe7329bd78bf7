package io.broadcasthub.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object as they came, in any order. First everything is read, then a frame is built: so an error
 * in one field does not hide the request's id in a later one. Payloads are slices of the input, never parsed to a tree.
 */
final class FrameFields {
    /** Stands for a value of the wrong type; refused when it is asked for. */
    private static final Object MISTYPED = new Object();
    /** Longer integers are over 2^53 in any case. */
    private static final int MAX_DIGITS = 17;

    private final Map<Field, Object> values = new EnumMap<>(Field.class);
    private @Nullable String unknown;
    private @Nullable Field repeated;

    private FrameFields() {}

    /** Reads exactly one object. Throws with the request's id if that came before the fault. */
    static FrameFields read(byte[] buffer, int offset, int length) {
        return read(buffer, offset, length, false);
    }

    /** As {@link #read(byte[], int, int)}, of text that is known to be UTF-8. */
    static FrameFields readChecked(byte[] utf8, int offset, int length) {
        return read(utf8, offset, length, true);
    }

    private static FrameFields read(byte[] buffer, int offset, int length, boolean utf8) {
        FrameFields fields = new FrameFields();
        try {
            JsonCursor cursor = new JsonCursor(buffer, offset, length);
            if (!utf8) {
                cursor.checked();
            }
            if (cursor.next() != '{') {
                throw bad("expected one JSON object");
            }
            fields.readObject(cursor);
            if (cursor.next() != JsonCursor.END) {
                throw bad("expected one JSON object, found more after it");
            }
        } catch (HubException e) {
            throw fields.refused(e);
        }
        return fields;
    }

    private void readObject(JsonCursor cursor) {
        for (boolean more = cursor.enter('}'); more; more = cursor.more('}')) {
            String name = cursor.name();
            Field field = Field.ofWireName(name);
            if (field == null) {
                unknown = unknown == null ? name : unknown;
                cursor.skipValue();
            } else {
                Object value = value(cursor, field.kind);
                if (values.putIfAbsent(field, value) != null && repeated == null) {
                    repeated = field;
                }
            }
        }
    }

    private static Object value(JsonCursor cursor, Field.Kind kind) {
        int first = cursor.next();
        return switch (kind) {
            case RAW -> cursor.payload();
            case RAW_LIST -> first == '[' ? payloads(cursor) : mistyped(cursor);
            case BOOLEAN -> first == 't' || first == 'f' ? Boolean.valueOf(cursor.raw()) : mistyped(cursor);
            case TEXT -> first == '"' ? cursor.text() : mistyped(cursor);
            case INTEGER -> integer(cursor, first);
            case TEXT_OR_INTEGER -> first == '"' ? cursor.text() : integer(cursor, first);
        };
    }

    private static Object mistyped(JsonCursor cursor) {
        cursor.skipValue();
        return MISTYPED;
    }

    private static Object integer(JsonCursor cursor, int first) {
        if (first != '-' && (first < '0' || first > '9')) {
            return mistyped(cursor);
        }
        String number = cursor.raw();
        boolean whole =
                number.length() <= MAX_DIGITS && number.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        return whole ? (Object) Long.valueOf(number) : MISTYPED;
    }

    private static List<Payload> payloads(JsonCursor cursor) {
        List<Payload> list = new ArrayList<>();
        for (boolean more = cursor.enter(']'); more; more = cursor.more(']')) {
            list.add(cursor.payload());
        }
        return List.copyOf(list);
    }

    /** These fields, refusing any that is not among the allowed ones or comes twice. */
    FrameFields allowOnly(Set<Field> allowed) {
        String stranger = unknown;
        for (Field field : values.keySet()) {
            stranger = stranger == null && !allowed.contains(field) ? field.wireName : stranger;
        }
        if (stranger != null) {
            List<String> names = allowed.stream().map(f -> f.wireName).toList();
            throw bad("unknown field \"" + Printable.of(stranger) + "\": known here are " + String.join(", ", names));
        }
        if (repeated != null) {
            throw bad(repeated.wireName + " must be given once");
        }
        return this;
    }

    @Nullable
    String optionalText(Field field) {
        Object value = values.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw mistyped(field, Field.Kind.TEXT);
    }

    @Nullable
    Long optionalInteger(Field field) {
        Object value = values.get(field);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        throw mistyped(field, Field.Kind.INTEGER);
    }

    @Nullable
    Boolean optionalFlag(Field field) {
        Object value = values.get(field);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw mistyped(field, Field.Kind.BOOLEAN);
    }

    @SuppressWarnings("unchecked")
    @Nullable
    List<Payload> optionalPayloads(Field field) {
        Object value = values.get(field);
        if (value == null || value instanceof List) {
            return (List<Payload>) value;
        }
        throw mistyped(field, Field.Kind.RAW_LIST);
    }

    String text(Field field) {
        return present(field, optionalText(field));
    }

    long integer(Field field) {
        return present(field, optionalInteger(field));
    }

    Payload payload(Field field) {
        return present(field, (Payload) values.get(field));
    }

    @Nullable
    RequestId optionalId() {
        Object value = values.get(Field.ID);
        if (value == null) {
            return null;
        }
        if (value instanceof String s) {
            return RequestId.of(s);
        }
        if (value instanceof Long n) {
            return RequestId.of(n);
        }
        throw mistyped(Field.ID, Field.ID.kind);
    }

    RequestId id() {
        return present(Field.ID, optionalId());
    }

    /** The same refusal, as the answer to this request where it has a readable id. */
    FrameException refused(HubException e) {
        RequestId id;
        try {
            id = optionalId();
        } catch (HubException unreadable) {
            id = null;
        }
        return new FrameException(e.code(), e.reason(), e.topic(), id);
    }

    private static <T> T present(Field field, @Nullable T value) {
        if (value == null) {
            throw bad(field.wireName + " is missing: it must be " + field.kind.description);
        }
        return value;
    }

    private static HubException mistyped(Field field, Field.Kind kind) {
        return bad(field.wireName + " must be " + kind.description);
    }

    static HubException bad(String message) {
        return new HubException(ErrorCode.BAD_REQUEST, message);
    }
}
