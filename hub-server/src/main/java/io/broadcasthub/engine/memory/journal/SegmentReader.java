package io.broadcasthub.engine.memory.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads one segment, mapped into memory so that its size does not count against the heap. */
final class SegmentReader {
    /** A damaged file is searched for whole records so many times its size, if it is full of what might be their heads. */
    private static final long SEARCH = 64;

    private final Path file;
    private final ByteBuffer bytes;

    SegmentReader(Path file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    static SegmentReader open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SegmentReader(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    @Nullable
    SegmentHeader header() {
        return SegmentHeader.decode(bytes.duplicate());
    }

    int size() {
        return bytes.capacity();
    }

    /** Gives all records up to the first that is not whole, and returns where that begins. */
    int read(Consumer<Entry> to) {
        int at = SegmentHeader.BYTES;
        for (int length = bodyAt(at); length > 0; length = bodyAt(at)) {
            Entry entry;
            try {
                entry = EntryCodec.read(bytes.slice(at + RecordBuffer.HEAD, length));
            } catch (RuntimeException e) {
                throw new CorruptJournalException(file, at, "a record that this version of the hub cannot read");
            }
            to.accept(entry);
            at += RecordBuffer.HEAD + length;
        }
        return at;
    }

    /**
     * Whether a whole record begins anywhere behind this place: then what is bad there is not just a cut-off end. So it is taken
     * for, too, if the search would take too long: it is for people to decide then what is lost.
     */
    boolean goesOnBehind(int bad) {
        long left = SEARCH * bytes.capacity();
        for (int at = bad + 1; at <= bytes.capacity() - RecordBuffer.HEAD; at++) {
            left -= lengthAt(at);
            if (left < 0 || bodyAt(at) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Length of the body of a record that might begin here, or 0. */
    private int lengthAt(int at) {
        if (bytes.capacity() - at <= RecordBuffer.HEAD) {
            return 0;
        }
        int length = bytes.getInt(at);
        return length <= 0 || length > bytes.capacity() - at - RecordBuffer.HEAD ? 0 : length;
    }

    /** Length of the body of a whole record here, or 0. */
    private int bodyAt(int at) {
        int length = lengthAt(at);
        if (length == 0) {
            return 0;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at, 4));
        crc.update(bytes.slice(at + RecordBuffer.HEAD, length));
        return (int) crc.getValue() == bytes.getInt(at + 4) ? length : 0;
    }
}
