package io.broadcasthub.simulation;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The client's side of RFC 6455: an HTTP answer, then frames. */
final class WebSocketFrames {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    /** Not a frame: the hub refused the upgrade. */
    static final int REFUSED = -1;

    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    interface Listener {
        void frame(int opcode, byte[] payload);
    }

    private final Listener listener;
    private ByteQueue bytes = new ByteQueue();
    private boolean open;

    WebSocketFrames(Listener listener) {
        this.listener = listener;
    }

    void reset() {
        bytes = new ByteQueue();
        open = false;
    }

    void add(byte[] more) {
        bytes.add(more);
        ByteQueue mine = bytes;
        if (!open) {
            String head = HttpText.head(mine);
            if (head == null) {
                return;
            }
            if (!head.startsWith("HTTP/1.1 101")) {
                listener.frame(REFUSED, new byte[0]);
                return;
            }
            open = true;
        }
        // A frame may end the connection, and with it what was behind it.
        while (mine == bytes && next(mine)) {}
    }

    private boolean next(ByteQueue in) {
        if (in.size() < 2) {
            return false;
        }
        int first = in.at(0) & 0xff;
        int length = in.at(1) & 0xff;
        int header = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (in.size() < header) {
            return false;
        }
        if (header > 2) {
            length = 0;
            for (int i = 2; i < header; i++) {
                length = length << 8 | in.at(i) & 0xff;
            }
        }
        if (in.size() < header + length) {
            return false;
        }
        if ((first & 0x80) == 0 || (first & 0x30) != 0) {
            throw new Violation("I12", "a frame that no server of ours sends: " + Integer.toHexString(first));
        }
        in.skip(header);
        byte[] payload = in.take(length);
        listener.frame(first & 0x0f, (first & 0x40) == 0 ? payload : inflate(payload));
        return true;
    }

    private static byte[] inflate(byte[] compressed) {
        Inflater inflater = new Inflater(true);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            for (byte[] input : new byte[][] {compressed, TAIL}) {
                inflater.setInput(input);
                for (int n; (n = inflater.inflate(buffer)) > 0; ) {
                    out.write(buffer, 0, n);
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new Violation("I12", "what was compressed cannot be read: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    static byte[] masked(int opcode, byte[] payload, Random random) {
        int header = payload.length < 126 ? 2 : 4;
        byte[] frame = new byte[header + 4 + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | (header == 2 ? payload.length : 126));
        if (header == 4) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        int mask = random.nextInt();
        for (int i = 0; i < 4; i++) {
            frame[header + i] = (byte) (mask >>> 24 - 8 * i);
        }
        for (int i = 0; i < payload.length; i++) {
            frame[header + 4 + i] = (byte) (payload[i] ^ frame[header + (i & 3)]);
        }
        return frame;
    }
}
