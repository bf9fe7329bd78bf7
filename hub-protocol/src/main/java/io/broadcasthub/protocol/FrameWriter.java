package io.broadcasthub.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes one frame; the order of fields is part of the golden frames. */
final class FrameWriter {
    private static final int ENVELOPE = 128;

    private final JsonOutput out;

    private FrameWriter(String type, int payload) {
        out = new JsonOutput(ENVELOPE + payload);
        out.field("type").string(type);
    }

    static byte[] write(ClientFrame frame) {
        if (frame instanceof ClientFrame.Publish f) {
            return new FrameWriter("publish", f.data().length())
                    .id(f.id())
                    .text(Field.TOPIC, f.topic())
                    .text(Field.KEY, f.key())
                    .text(Field.DEDUPE, f.dedupe())
                    .raw(Field.DATA, f.data())
                    .end();
        } else if (frame instanceof ClientFrame.Subscribe f) {
            FrameWriter writer = new FrameWriter("subscribe", 0).id(f.id()).text(Field.TOPIC, f.topic());
            if (f.start() instanceof StartAt.After after) {
                writer.text(Field.AFTER, after.position());
            } else if (f.start() instanceof StartAt.Last last && last.count() > 0) {
                writer.number(Field.LAST, last.count());
            }
            return writer.end();
        } else if (frame instanceof ClientFrame.Unsubscribe f) {
            return new FrameWriter("unsubscribe", 0)
                    .id(f.id())
                    .text(Field.TOPIC, f.topic())
                    .end();
        } else if (frame instanceof ClientFrame.Presence f) {
            return new FrameWriter("presence", 0)
                    .id(f.id())
                    .text(Field.TOPIC, f.topic())
                    .end();
        } else if (frame instanceof ClientFrame.Auth f) {
            return new FrameWriter("auth", f.token().length())
                    .id(f.id())
                    .text(Field.TOKEN, f.token())
                    .end();
        } else {
            return new FrameWriter("ping", 0).id(frame.id()).end();
        }
    }

    static byte[] write(ServerFrame frame) {
        if (frame instanceof ServerFrame.Message f) {
            return new FrameWriter("message", f.data().length())
                    .text(Field.TOPIC, f.topic())
                    .text(Field.ID, f.id())
                    .text(Field.PATTERN, f.pattern())
                    .text(Field.KEY, f.key())
                    .number(Field.TIME, f.time().toEpochMilli())
                    .text(Field.TRACE, f.trace())
                    .raw(Field.DATA, f.data())
                    .end();
        } else if (frame instanceof ServerFrame.Ok f) {
            return ok(f);
        } else if (frame instanceof ServerFrame.Failure f) {
            return new FrameWriter("error", f.message().length())
                    .id(f.id())
                    .text(Field.CODE, f.code().wireName())
                    .text(Field.MESSAGE, f.message())
                    .text(Field.TOPIC, f.topic())
                    .millis(Field.RETRY_AFTER, f.retryAfter())
                    .end();
        } else if (frame instanceof ServerFrame.Pong f) {
            return new FrameWriter("pong", 0).id(f.id()).end();
        } else if (frame instanceof ServerFrame.Welcome f) {
            return new FrameWriter("welcome", 0)
                    .text(Field.SESSION, f.session())
                    .text(Field.VERSION, f.version())
                    .number(Field.HEARTBEAT, wholeSeconds(f.heartbeat()))
                    .number(Field.MAX_FRAME, f.maxFrame())
                    .end();
        } else if (frame instanceof ServerFrame.Gap f) {
            return new FrameWriter("gap", 0)
                    .text(Field.TOPIC, f.topic())
                    .text(Field.AFTER, f.after())
                    .text(Field.NEXT, f.next())
                    .text(Field.REASON, f.reason().wireName())
                    .end();
        } else if (frame instanceof ServerFrame.Join f) {
            return presence("join", f.topic(), f.member());
        } else if (frame instanceof ServerFrame.Leave f) {
            return presence("leave", f.topic(), f.member());
        } else if (frame instanceof ServerFrame.Bye f) {
            return new FrameWriter("bye", 0)
                    .number(Field.CODE, f.code())
                    .text(Field.REASON, f.reason())
                    .millis(Field.RETRY_AFTER, f.retryAfter())
                    .end();
        } else {
            return new FrameWriter("heartbeat", 0).end();
        }
    }

    private static byte[] ok(ServerFrame.Ok f) {
        FrameWriter writer =
                new FrameWriter("ok", 0).id(f.id()).text(Field.TOPIC, f.topic()).text(Field.AT, f.at());
        if (f.recovered() != null) {
            writer.field(Field.RECOVERED).bool(f.recovered());
        }
        if (f.expires() != null) {
            writer.number(Field.EXPIRES, f.expires().toEpochMilli());
        }
        if (f.members() != null) {
            writer.field(Field.MEMBERS).array(f.members());
        }
        return writer.end();
    }

    private static byte[] presence(String type, TopicName topic, Payload member) {
        return new FrameWriter(type, member.length())
                .text(Field.TOPIC, topic)
                .raw(Field.MEMBER, member)
                .end();
    }

    /** Rounded up, so that a client which waits this long never waits too short. */
    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }

    private JsonOutput field(Field field) {
        return out.field(field.wireName);
    }

    private FrameWriter id(@Nullable RequestId id) {
        if (id instanceof RequestId.Text text) {
            field(Field.ID).string(text.value());
        } else if (id instanceof RequestId.Numeric number) {
            field(Field.ID).number(number.value());
        }
        return this;
    }

    /** The value's text; nothing if there is no value. */
    private FrameWriter text(Field field, @Nullable Object value) {
        if (value != null) {
            field(field).string(value.toString());
        }
        return this;
    }

    private FrameWriter number(Field field, long value) {
        field(field).number(value);
        return this;
    }

    private FrameWriter millis(Field field, @Nullable Duration value) {
        return value == null ? this : number(field, value.toMillis());
    }

    private FrameWriter raw(Field field, Payload value) {
        field(field).raw(value);
        return this;
    }

    private byte[] end() {
        return out.endObject();
    }
}
