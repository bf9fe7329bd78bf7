package io.broadcasthub.protocol;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds the hub's frame from its fields. Takes what it needs and ignores the rest. */
final class ServerFrameReader {
    private ServerFrameReader() {}

    static ServerFrame read(byte[] buffer, int offset, int length) {
        FrameFields fields = FrameFields.read(buffer, offset, length);
        try {
            return build(fields);
        } catch (HubException e) {
            throw fields.refused(e);
        }
    }

    private static ServerFrame build(FrameFields fields) {
        String type = fields.text(Field.TYPE);
        return switch (type) {
            case "message" -> message(fields);
            case "ok" -> ok(fields);
            case "error" -> failure(fields);
            case "pong" -> new ServerFrame.Pong(fields.optionalId());
            case "welcome" -> welcome(fields);
            case "gap" -> gap(fields);
            case "join" -> new ServerFrame.Join(topic(fields), fields.payload(Field.MEMBER));
            case "leave" -> new ServerFrame.Leave(topic(fields), fields.payload(Field.MEMBER));
            case "bye" ->
                new ServerFrame.Bye(positive(fields, Field.CODE), fields.text(Field.REASON), retryAfter(fields));
            case "heartbeat" -> new ServerFrame.Heartbeat();
            default -> throw new HubException(ErrorCode.UNKNOWN_TYPE, "unknown type \"" + Printable.of(type) + "\"");
        };
    }

    private static ServerFrame.Message message(FrameFields fields) {
        String pattern = fields.optionalText(Field.PATTERN);
        return new ServerFrame.Message(
                topic(fields),
                Position.parse(fields.text(Field.ID)),
                fields.payload(Field.DATA),
                Instant.ofEpochMilli(fields.integer(Field.TIME)),
                pattern == null ? null : new TopicFilter(pattern),
                fields.optionalText(Field.KEY),
                fields.optionalText(Field.TRACE));
    }

    private static ServerFrame.Ok ok(FrameFields fields) {
        Long expires = fields.optionalInteger(Field.EXPIRES);
        return new ServerFrame.Ok(
                fields.id(),
                fields.optionalText(Field.TOPIC),
                optionalPosition(fields, Field.AT),
                fields.optionalFlag(Field.RECOVERED),
                expires == null ? null : Instant.ofEpochMilli(expires),
                fields.optionalPayloads(Field.MEMBERS));
    }

    private static ServerFrame.Failure failure(FrameFields fields) {
        return new ServerFrame.Failure(
                fields.optionalId(),
                ErrorCode.ofWireName(fields.text(Field.CODE)),
                fields.text(Field.MESSAGE),
                fields.optionalText(Field.TOPIC),
                retryAfter(fields));
    }

    private static ServerFrame.Welcome welcome(FrameFields fields) {
        return new ServerFrame.Welcome(
                fields.text(Field.SESSION),
                fields.text(Field.VERSION),
                Duration.ofSeconds(positive(fields, Field.HEARTBEAT)),
                positive(fields, Field.MAX_FRAME));
    }

    private static ServerFrame.Gap gap(FrameFields fields) {
        return new ServerFrame.Gap(
                new TopicFilter(fields.text(Field.TOPIC)),
                optionalPosition(fields, Field.AFTER),
                Position.parse(fields.text(Field.NEXT)),
                GapReason.ofWireName(fields.text(Field.REASON)));
    }

    private static TopicName topic(FrameFields fields) {
        return new TopicName(fields.text(Field.TOPIC));
    }

    private static @Nullable Position optionalPosition(FrameFields fields, Field field) {
        String text = fields.optionalText(field);
        return text == null ? null : Position.parse(text);
    }

    private static @Nullable Duration retryAfter(FrameFields fields) {
        Long millis = fields.optionalInteger(Field.RETRY_AFTER);
        if (millis != null && millis < 0) {
            throw FrameFields.bad("retryAfter must be 0 or more");
        }
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static int positive(FrameFields fields, Field field) {
        long value = fields.integer(field);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw FrameFields.bad(field.wireName + " must be from 1 to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }
}
