package io.broadcasthub.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every field a frame can have, with the JSON it takes. */
enum Field {
    TYPE("type", Kind.TEXT),
    ID("id", Kind.TEXT_OR_INTEGER),
    TOPIC("topic", Kind.TEXT),
    AFTER("after", Kind.TEXT),
    LAST("last", Kind.INTEGER),
    DATA("data", Kind.RAW),
    KEY("key", Kind.TEXT),
    DEDUPE("dedupe", Kind.TEXT),
    TOKEN("token", Kind.TEXT),
    SESSION("session", Kind.TEXT),
    VERSION("version", Kind.TEXT),
    HEARTBEAT("heartbeat", Kind.INTEGER),
    MAX_FRAME("maxFrame", Kind.INTEGER),
    AT("at", Kind.TEXT),
    RECOVERED("recovered", Kind.BOOLEAN),
    EXPIRES("expires", Kind.INTEGER),
    MEMBERS("members", Kind.RAW_LIST),
    /** A name in an error, a number in a bye. */
    CODE("code", Kind.TEXT_OR_INTEGER),
    MESSAGE("message", Kind.TEXT),
    RETRY_AFTER("retryAfter", Kind.INTEGER),
    TIME("time", Kind.INTEGER),
    PATTERN("pattern", Kind.TEXT),
    TRACE("trace", Kind.TEXT),
    NEXT("next", Kind.TEXT),
    REASON("reason", Kind.TEXT),
    MEMBER("member", Kind.RAW);

    enum Kind {
        TEXT("a string"),
        INTEGER("an integer"),
        TEXT_OR_INTEGER("a string or an integer of at most 2^53"),
        BOOLEAN("true or false"),
        RAW("a JSON value"),
        RAW_LIST("an array");

        final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (Field field : values()) {
            BY_NAME.put(field.wireName, field);
        }
    }

    final String wireName;
    final Kind kind;

    Field(String wireName, Kind kind) {
        this.wireName = wireName;
        this.kind = kind;
    }

    static @Nullable Field ofWireName(String name) {
        return BY_NAME.get(name);
    }
}
