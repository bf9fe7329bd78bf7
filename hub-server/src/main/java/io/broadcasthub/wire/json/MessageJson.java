package io.broadcasthub.wire.json;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.JsonText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * Writes the {@code message} object of hub.v1.json into a buffer. The same bytes as the protocol codec's (a test holds
 * them together), without the detour over a record and an array.
 */
public final class MessageJson {
    private static final byte[] TOPIC = ascii("{\"type\":\"message\",\"topic\":\"");
    private static final byte[] ID = ascii("\",\"id\":\"");
    private static final byte[] PATTERN = ascii("\",\"pattern\":\"");
    private static final byte[] KEY = ascii("\",\"key\":");
    private static final byte[] TIME = ascii(",\"time\":");
    private static final byte[] TRACE = ascii(",\"trace\":");
    private static final byte[] DATA = ascii(",\"data\":");
    /** Everything that is there in every message: the colon of the id, the quote that ends it, the closing brace. */
    private static final int FIXED = TOPIC.length + ID.length + 2 + TIME.length + DATA.length + 1;

    private MessageJson() {}

    /** Exactly what {@link #write} appends. */
    public static int size(LogView log, long offset, Message message) {
        int size = FIXED
                + message.topic().value().length()
                + log.epoch().length()
                + Decimal.digits(offset)
                + Decimal.digits(message.timeMillis())
                + message.data().length();
        if (log.source().isPattern()) {
            size += PATTERN.length + log.source().value().length();
        }
        if (message.key() != null) {
            size += KEY.length - 1 + JsonText.quotedSize(message.key());
        }
        if (message.trace() != null) {
            size += TRACE.length + JsonText.quotedSize(message.trace());
        }
        return size;
    }

    /** Appends the object. */
    public static void write(LogView log, long offset, Message message, ByteBuf out) {
        out.writeBytes(TOPIC);
        ByteBufUtil.writeAscii(out, message.topic().value());
        out.writeBytes(ID);
        writePosition(log, offset, out);
        if (log.source().isPattern()) {
            out.writeBytes(PATTERN);
            ByteBufUtil.writeAscii(out, log.source().value());
        }
        if (message.key() == null) {
            out.writeByte('"');
        } else {
            out.writeBytes(KEY);
            out.writeBytes(JsonText.quote(message.key()));
        }
        out.writeBytes(TIME);
        Decimal.write(message.timeMillis(), out);
        if (message.trace() != null) {
            out.writeBytes(TRACE);
            out.writeBytes(JsonText.quote(message.trace()));
        }
        out.writeBytes(DATA);
        out.writeBytes(message.data().utf8());
        out.writeByte('}');
    }

    /** Appends {@code <epoch>:<offset>}. */
    public static void writePosition(LogView log, long offset, ByteBuf out) {
        ByteBufUtil.writeAscii(out, log.epoch());
        out.writeByte(':');
        Decimal.write(offset, out);
    }

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }
}
