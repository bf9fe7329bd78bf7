package io.broadcasthub.engine.memory.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Records on their way to the file: length of the body, CRC32C of length and body, body. Reused; of one thread. */
final class RecordBuffer {
    /** Bytes before a body. */
    static final int HEAD = 8;

    private static final int INITIAL = 1 << 16;
    /** A buffer grown beyond this by one large batch is not kept. */
    private static final int KEPT = 1 << 22;

    private final CRC32C crc = new CRC32C();
    /** The channel would otherwise make one as large as the batch, and keep it. */
    private final ByteBuffer direct = ByteBuffer.allocateDirect(1 << 17);

    private ByteBuffer out = ByteBuffer.allocate(INITIAL);

    void add(Entry entry) {
        int start = out.position();
        try {
            putLong(0);
            EntryCodec.write(entry, this);
        } catch (RuntimeException e) {
            out.position(start);
            throw e;
        }
        int end = out.position();
        out.putInt(start, end - start - HEAD);
        crc.reset();
        crc.update(out.array(), start, 4);
        crc.update(out.array(), start + HEAD, end - start - HEAD);
        out.putInt(start + 4, (int) crc.getValue());
    }

    int size() {
        return out.position();
    }

    void clear() {
        if (out.capacity() > KEPT) {
            out = ByteBuffer.allocate(INITIAL);
        }
        out.clear();
    }

    /** Writes everything at the channel's position; what it holds stays. */
    void writeTo(FileChannel channel) throws IOException {
        int size = out.position();
        for (int from = 0; from < size; from += direct.capacity()) {
            direct.clear();
            direct.put(out.array(), from, Math.min(direct.capacity(), size - from))
                    .flip();
            while (direct.hasRemaining()) {
                channel.write(direct);
            }
        }
    }

    void putByte(int value) {
        room(1).put((byte) value);
    }

    void putShort(int value) {
        room(2).putShort((short) value);
    }

    void putInt(int value) {
        room(4).putInt(value);
    }

    void putLong(long value) {
        room(8).putLong(value);
    }

    void putBytes(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            int wanted = Math.addExact(out.position(), bytes);
            ByteBuffer larger = ByteBuffer.allocate(Math.max(wanted, (int) Math.min(1L << 30, 2L * out.capacity())));
            larger.put(out.flip());
            out = larger;
        }
        return out;
    }
}
