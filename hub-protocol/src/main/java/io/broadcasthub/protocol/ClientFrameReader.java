package io.broadcasthub.protocol;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Builds a client's frame from its fields, strictly. */
final class ClientFrameReader {
    private static final Set<Field> AUTH = fields(Field.TOKEN);
    private static final Set<Field> SUBSCRIBE = fields(Field.TOPIC, Field.AFTER, Field.LAST);
    private static final Set<Field> TOPIC = fields(Field.TOPIC);
    private static final Set<Field> PUBLISH = fields(Field.TOPIC, Field.DATA, Field.KEY, Field.DEDUPE);
    private static final Set<Field> PUBLISH_LINE = EnumSet.of(Field.TOPIC, Field.DATA, Field.KEY, Field.DEDUPE);
    private static final Set<Field> PING = fields();

    private ClientFrameReader() {}

    /** These beside type and id. */
    private static Set<Field> fields(Field... own) {
        Set<Field> fields = EnumSet.of(Field.TYPE, Field.ID);
        fields.addAll(List.of(own));
        return fields;
    }

    static ClientFrame read(byte[] buffer, int offset, int length) {
        return frame(FrameFields.read(buffer, offset, length));
    }

    static ClientFrame readChecked(byte[] utf8, int offset, int length) {
        return frame(FrameFields.readChecked(utf8, offset, length));
    }

    private static ClientFrame frame(FrameFields fields) {
        try {
            return build(fields);
        } catch (HubException e) {
            throw fields.refused(e);
        }
    }

    static ClientFrame.Publish readPublishLine(byte[] buffer, int offset, int length) {
        FrameFields fields = FrameFields.read(buffer, offset, length);
        try {
            return publish(fields.allowOnly(PUBLISH_LINE));
        } catch (HubException e) {
            throw fields.refused(e);
        }
    }

    private static ClientFrame build(FrameFields fields) {
        String type = fields.text(Field.TYPE);
        return switch (type) {
            case "publish" -> publish(fields.allowOnly(PUBLISH));
            case "subscribe" -> subscribe(fields.allowOnly(SUBSCRIBE));
            case "unsubscribe" -> unsubscribe(fields.allowOnly(TOPIC));
            case "presence" -> presence(fields.allowOnly(TOPIC));
            case "auth" -> auth(fields.allowOnly(AUTH));
            case "ping" -> new ClientFrame.Ping(fields.allowOnly(PING).optionalId());
            default ->
                throw new HubException(
                        ErrorCode.UNKNOWN_TYPE,
                        "unknown type \"" + Printable.of(type)
                                + "\": use auth, subscribe, unsubscribe, publish, presence or ping");
        };
    }

    private static ClientFrame auth(FrameFields fields) {
        return new ClientFrame.Auth(fields.optionalId(), fields.text(Field.TOKEN));
    }

    private static ClientFrame subscribe(FrameFields fields) {
        return new ClientFrame.Subscribe(fields.optionalId(), filter(fields), start(fields));
    }

    private static ClientFrame unsubscribe(FrameFields fields) {
        return new ClientFrame.Unsubscribe(fields.optionalId(), filter(fields));
    }

    private static ClientFrame presence(FrameFields fields) {
        return new ClientFrame.Presence(fields.optionalId(), topic(fields));
    }

    private static ClientFrame.Publish publish(FrameFields fields) {
        return new ClientFrame.Publish(
                fields.optionalId(),
                topic(fields),
                fields.payload(Field.DATA),
                fields.optionalText(Field.KEY),
                fields.optionalText(Field.DEDUPE));
    }

    private static StartAt start(FrameFields fields) {
        String after = fields.optionalText(Field.AFTER);
        Long last = fields.optionalInteger(Field.LAST);
        if (after != null && last != null) {
            throw FrameFields.bad("give after or last, not both");
        }
        if (after != null) {
            return new StartAt.After(position(after));
        }
        if (last == null) {
            return StartAt.LIVE;
        }
        if (last < 0 || last > Integer.MAX_VALUE) {
            throw FrameFields.bad("last must be from 0 to " + Integer.MAX_VALUE);
        }
        return new StartAt.Last(last.intValue());
    }

    private static Position position(String after) {
        try {
            return Position.parse(after);
        } catch (HubException e) {
            throw FrameFields.bad("after is " + e.reason());
        }
    }

    private static TopicFilter filter(FrameFields fields) {
        return TopicFilter.of(fields.text(Field.TOPIC));
    }

    private static TopicName topic(FrameFields fields) {
        return new TopicName(fields.text(Field.TOPIC));
    }
}
