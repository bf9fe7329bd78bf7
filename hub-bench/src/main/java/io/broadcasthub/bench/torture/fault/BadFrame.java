package io.broadcasthub.bench.torture.fault;

import static io.broadcasthub.bench.torture.peer.Frames.FIN;
import static io.broadcasthub.bench.torture.peer.Frames.TEXT;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.peer.Frames;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.bench.torture.peer.StreamEnded;
import io.broadcasthub.bench.torture.peer.Way;
import io.broadcasthub.protocol.CloseCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bytes on a WebSocket that are no frames of a client (RFC 6455, RFC 7692), and the close code that says so. */
enum BadFrame implements Fault {
    // Headers stand here with their mask: of one that ends before, the hub awaits the rest.
    NO_MASK("no mask", CloseCode.PROTOCOL_ERROR, new byte[] {(byte) (FIN | TEXT), 2, '{', '}'}),
    RESERVED_2("reserved bit 2", CloseCode.PROTOCOL_ERROR, Frames.of(FIN | 0x20 | TEXT, bytes("{}"))),
    RESERVED_1("compressed without agreement", CloseCode.PROTOCOL_ERROR, Frames.of(FIN | 0x40 | TEXT, bytes("{}"))),
    RESERVED_OPCODE("reserved opcode", CloseCode.PROTOCOL_ERROR, Frames.of(FIN | 3, bytes("{}"))),
    RESERVED_CONTROL("reserved control opcode", CloseCode.PROTOCOL_ERROR, Frames.of(FIN | 0xb, new byte[0])),
    FRAGMENTED_PING("fragmented ping", CloseCode.PROTOCOL_ERROR, Frames.of(9, new byte[0])),
    LONG_PING("ping of 126 bytes", CloseCode.PROTOCOL_ERROR, Frames.of(FIN | 9, new byte[126])),
    NOTHING_TO_CONTINUE("continues nothing", CloseCode.PROTOCOL_ERROR, Frames.of(FIN, bytes("{}"))),
    MESSAGE_IN_MESSAGE(
            "message within a message",
            CloseCode.PROTOCOL_ERROR,
            join(Frames.of(TEXT, bytes("{")), Frames.of(FIN | TEXT, bytes("}")))),
    LENGTH_NOT_MINIMAL("length not minimal", CloseCode.PROTOCOL_ERROR, new byte[] {
        (byte) (FIN | TEXT), (byte) 0xfe, 0, 2, 0, 0, 0, 0
    }),
    LENGTH_NEGATIVE("negative length", CloseCode.PROTOCOL_ERROR, new byte[] {
        (byte) (FIN | TEXT), -1, -1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
    }),
    HALF_A_CODE("close with half a code", CloseCode.PROTOCOL_ERROR, Frames.of(FIN | 8, new byte[] {3})),
    FORBIDDEN_CODE("close with 1005", CloseCode.PROTOCOL_ERROR, Frames.of(FIN | 8, new byte[] {3, (byte) 0xed})),
    BINARY("binary message", CloseCode.UNSUPPORTED_DATA, Frames.of(FIN | 2, bytes("{}"))),
    NOT_UTF8("text that is not UTF-8", CloseCode.INVALID_PAYLOAD, Frames.of(FIN | TEXT, bytes("\300\257"))),
    REASON_NOT_UTF8(
            "close reason that is not UTF-8", CloseCode.INVALID_PAYLOAD, Frames.of(FIN | 8, bytes("\3\350\300\257"))),
    TOO_BIG("frame of 8 MiB", CloseCode.MESSAGE_TOO_BIG, new byte[] {
        (byte) (FIN | TEXT), -1, 0, 0, 0, 0, 0, -128, 0, 0, 0, 0, 0, 0
    }),
    TOO_BIG_IN_PIECES("message of 100 kB in pieces", CloseCode.MESSAGE_TOO_BIG, pieces(100, 1_000)),
    TOO_MANY_PIECES("message of 2,000 pieces", CloseCode.MESSAGE_TOO_BIG, pieces(2_000, 1)),
    CORRUPT_DEFLATE(
            "corrupt deflate", CloseCode.INVALID_PAYLOAD, Frames.of(FIN | 0x40 | TEXT, new byte[] {-1, -1, -1, -1})) {
        @Override
        Way way(Arena arena) {
            return super.way(arena).deflated();
        }
    };

    private final String words;
    private final CloseCode due;

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final byte[] bytes;

    BadFrame(String words, CloseCode due, byte[] bytes) {
        this.words = words;
        this.due = due;
        this.bytes = bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The beginning of a message in fragments. */
    private static byte[] pieces(int count, int size) {
        byte[][] parts = new byte[count][];
        for (int i = 0; i < count; i++) {
            parts[i] = Frames.of(i == 0 ? TEXT : 0, new byte[size]);
        }
        return join(parts);
    }

    Way way(Arena arena) {
        return arena.way(Transport.WS);
    }

    @Override
    public String label() {
        return "frame: " + words;
    }

    @Override
    public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
        try (HubStream stream = HubStream.webSocket(way(arena))) {
            try {
                stream.send(bytes);
            } catch (IOException e) {
                // the hub may close before it has all
            }
            int code = stream.untilClosed();
            boolean tooMuch = due == CloseCode.MESSAGE_TOO_BIG && code == StreamEnded.BROKEN; // a reset may overtake it
            WrongReaction.unless(code == due.code() || tooMuch, "closed with " + code + ", " + due.code() + " was due");
        }
    }
}
