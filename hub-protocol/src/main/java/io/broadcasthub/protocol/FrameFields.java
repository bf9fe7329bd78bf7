package io.broadcasthub.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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

    private final byte[] buffer;
    private final int offset;
    private final Map<Field, Object> values = new EnumMap<>(Field.class);
    private @Nullable String unknown;
    private @Nullable Field repeated;

    private FrameFields(byte[] buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
    }

    /** Reads exactly one object. Throws with the request's id if that came before the fault. */
    static FrameFields read(JsonFactory factory, byte[] buffer, int offset, int length) {
        FrameFields fields = new FrameFields(buffer, offset);
        try {
            JsonSyntax.checkEncoding(buffer, offset, length);
            try (JsonParser parser = factory.createParser(buffer, offset, length)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new HubException(ErrorCode.BAD_REQUEST, "expected one JSON object");
                }
                fields.readObject(parser);
                if (parser.nextToken() != null) {
                    throw new HubException(ErrorCode.BAD_REQUEST, "expected one JSON object, found more after it");
                }
            } catch (IOException e) {
                throw JsonSyntax.malformed(e);
            }
        } catch (HubException e) {
            throw fields.refused(e);
        }
        return fields;
    }

    private void readObject(JsonParser parser) throws IOException {
        Field pending = null;
        int start = 0;
        while (true) {
            JsonToken token = parser.nextToken();
            if (pending != null) {
                put(pending, slice(start, tokenStart(parser)));
                pending = null;
            }
            if (token == JsonToken.END_OBJECT) {
                return;
            }
            String name = parser.currentName();
            Field field = Field.ofWireName(name);
            token = parser.nextToken();
            if (field == null) {
                unknown = unknown == null ? name : unknown;
                parser.skipChildren();
            } else if (field.kind == Field.Kind.RAW) {
                // Where the value ends is known when the next token begins: strings are not decoded to find out.
                pending = field;
                start = tokenStart(parser);
                parser.skipChildren();
            } else {
                put(field, value(parser, token, field.kind));
            }
        }
    }

    private void put(Field field, Object value) {
        if (values.putIfAbsent(field, value) != null && repeated == null) {
            repeated = field;
        }
    }

    private Object value(JsonParser parser, JsonToken token, Field.Kind kind) throws IOException {
        boolean text = kind == Field.Kind.TEXT || kind == Field.Kind.TEXT_OR_INTEGER;
        boolean integer = kind == Field.Kind.INTEGER || kind == Field.Kind.TEXT_OR_INTEGER;
        if (text && token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (integer && token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= MAX_DIGITS) {
            return parser.getLongValue();
        }
        if (kind == Field.Kind.BOOLEAN && token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (kind == Field.Kind.RAW_LIST && token == JsonToken.START_ARRAY) {
            return slices(parser);
        }
        parser.skipChildren();
        return MISTYPED;
    }

    private List<Payload> slices(JsonParser parser) throws IOException {
        List<Payload> list = new ArrayList<>();
        int start = -1;
        while (true) {
            JsonToken token = parser.nextToken();
            int next = tokenStart(parser);
            if (start >= 0) {
                list.add(slice(start, next));
            }
            if (token == JsonToken.END_ARRAY) {
                return List.copyOf(list);
            }
            start = next;
            parser.skipChildren();
        }
    }

    private static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private Payload slice(int start, int nextToken) {
        int end = nextToken;
        while (JsonSyntax.isWhitespace(buffer[offset + end - 1]) || buffer[offset + end - 1] == ',') {
            end--;
        }
        byte[] slice = new byte[end - start];
        System.arraycopy(buffer, offset + start, slice, 0, slice.length);
        return Payload.ofChecked(JsonSyntax.onOneLine(slice));
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
