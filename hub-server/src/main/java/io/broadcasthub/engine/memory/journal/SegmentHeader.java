package io.broadcasthub.engine.memory.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a segment.
 *
 * @param fsync whether its messages were delivered only when they were on the disk
 * @param tentative whether it belongs to a rewrite that counts only when a segment that is not follows
 * @param bootId of the operating system that took its bytes; empty if unknown
 */
record SegmentHeader(long number, boolean fsync, boolean tentative, String bootId) {
    static final int BYTES = 64;
    private static final long MAGIC = 0x4855424a524e4c31L; // HUBJRNL1
    private static final int BOOT_ID = 36;

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).putLong(MAGIC).putLong(number);
        out.put((byte) (fsync ? 1 : 0)).put((byte) (tentative ? 1 : 0));
        byte[] boot = bootId.getBytes(StandardCharsets.UTF_8);
        out.put(boot, 0, Math.min(boot.length, BOOT_ID));
        return out.putInt(BYTES - 4, crc(out)).rewind();
    }

    /** @return null if these bytes are not a header */
    static @Nullable SegmentHeader decode(ByteBuffer in) {
        if (in.remaining() < BYTES) {
            return null;
        }
        ByteBuffer head = ByteBuffer.allocate(BYTES).put(0, in, in.position(), BYTES);
        if (head.getLong(0) != MAGIC || head.getInt(BYTES - 4) != crc(head)) {
            return null;
        }
        byte[] id = new byte[BOOT_ID];
        head.get(18, id);
        String boot = new String(id, StandardCharsets.UTF_8).replace("\0", "");
        return new SegmentHeader(head.getLong(8), head.get(16) == 1, head.get(17) == 1, boot);
    }

    private static int crc(ByteBuffer head) {
        CRC32C crc = new CRC32C();
        crc.update(head.slice(0, BYTES - 4));
        return (int) crc.getValue();
    }
}
