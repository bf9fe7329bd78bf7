package io.broadcasthub.engine.memory.journal;

import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How entries stand in a record's body: a byte for the kind, then the fields; texts with their length before them. */
final class EntryCodec {
    private static final int ABSENT = 0xffff;
    /** What stands in a text for bytes that are none. */
    private static final char REPLACEMENT = '\ufffd';

    private EntryCodec() {}

    static void write(Entry entry, RecordBuffer out) {
        if (entry instanceof Entry.Appended e) {
            out.putByte(1);
            message(e.message(), out);
            text(e.dedupe(), out);
            out.putShort(e.places().size());
            e.places().forEach(place -> position(place, out));
        } else if (entry instanceof Entry.Kept e) {
            out.putByte(2);
            message(e.message(), out);
            position(e.place(), out);
        } else if (entry instanceof Entry.LogBegins e) {
            out.putByte(3);
            text(e.source(), out);
            text(e.epoch(), out);
            out.putLong(e.base());
            out.putLong(e.newestMillis());
        } else if (entry instanceof Entry.NameKept e) {
            out.putByte(4);
            text(e.name(), out);
            position(e.place(), out);
            out.putLong(e.takenMillis());
        } else if (entry instanceof Entry.CheckpointEnds e) {
            out.putByte(5);
            out.putLong(e.firstSegment());
        } else {
            out.putByte(entry instanceof Entry.Closed ? 6 : 7);
        }
    }

    /** @throws RuntimeException if the body is not an entry, or more than one */
    static Entry read(ByteBuffer in) {
        Entry entry = entry(in);
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("more than this version of the hub knows of");
        }
        return entry;
    }

    private static Entry entry(ByteBuffer in) {
        return switch (in.get()) {
            case 1 -> new Entry.Appended(message(in), text(in), positions(in));
            case 2 -> new Entry.Kept(message(in), position(in));
            case 3 -> new Entry.LogBegins(source(in), required(in), in.getLong(), in.getLong());
            case 4 -> new Entry.NameKept(required(in), position(in), in.getLong());
            case 5 -> new Entry.CheckpointEnds(in.getLong());
            case 6 -> new Entry.Closed();
            case 7 -> new Entry.Probe();
            default -> throw new IllegalArgumentException("unknown kind of entry");
        };
    }

    private static void message(Message message, RecordBuffer out) {
        text(message.topic().value(), out);
        out.putLong(message.timeMillis());
        text(message.key(), out);
        text(message.trace(), out);
        byte[] data = message.data().utf8();
        out.putInt(data.length);
        out.putBytes(data);
    }

    private static Message message(ByteBuffer in) {
        TopicName topic = new TopicName(required(in));
        long time = in.getLong();
        String key = text(in);
        String trace = text(in);
        return new Message(topic, Payload.ofChecked(bytes(in, in.getInt())), time, key, trace);
    }

    private static void position(Position place, RecordBuffer out) {
        text(place.epoch(), out);
        out.putLong(place.offset());
    }

    private static Position position(ByteBuffer in) {
        return new Position(required(in), in.getLong());
    }

    private static List<Position> positions(ByteBuffer in) {
        int count = Short.toUnsignedInt(in.getShort());
        if (count == 0) {
            throw new IllegalArgumentException("a message without a place");
        }
        List<Position> places = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            places.add(position(in));
        }
        return places;
    }

    private static void text(@Nullable String text, RecordBuffer out) {
        if (text == null) {
            out.putShort(ABSENT);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length >= ABSENT) {
            throw new IllegalArgumentException("a text of " + utf8.length + " bytes cannot be written");
        }
        out.putShort(utf8.length);
        out.putBytes(utf8);
    }

    private static @Nullable String text(ByteBuffer in) {
        int length = Short.toUnsignedInt(in.getShort());
        if (length == ABSENT) {
            return null;
        }
        byte[] utf8 = bytes(in, length);
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw new IllegalArgumentException("a text that is not UTF-8");
        }
        return text;
    }

    /** Asks for no memory that the record does not fill. */
    private static byte[] bytes(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException(length + " bytes of " + in.remaining());
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** The name of a topic or pattern. */
    private static String source(ByteBuffer in) {
        return new TopicFilter(required(in)).value();
    }

    private static String required(ByteBuffer in) {
        return Objects.requireNonNull(text(in));
    }
}
