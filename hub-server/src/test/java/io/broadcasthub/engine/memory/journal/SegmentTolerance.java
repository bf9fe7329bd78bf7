package io.broadcasthub.engine.memory.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What must hold for any bytes that a disk may give back: entries that were written, in their order and from the first on, or a
 * {@link CorruptJournalException}; and no memory beyond that of the file.
 */
final class SegmentTolerance {
    static final List<Entry> WRITTEN = written();

    private static final Path FILE = Path.of("1.journal");

    private SegmentTolerance() {}

    private static List<Entry> written() {
        Message message = new Message(
                new TopicName("orders.eu"), Payload.ofJson("{\"total\": 12}"), 1_700_000_000_000L, "k", null);
        Position place = new Position("epoch1", 1);
        return List.of(
                new Entry.LogBegins("orders.eu", "epoch1", 0, 1_700_000_000_000L),
                new Entry.LogBegins("orders.*", "epoch2", 0, 0),
                new Entry.Appended(message, "name", List.of(place, new Position("epoch2", 1))),
                new Entry.Kept(message, place),
                new Entry.NameKept("name", place, 1_700_000_000_001L),
                new Entry.CheckpointEnds(1),
                new Entry.Probe(),
                new Entry.Closed());
    }

    /** A segment as it stands in its file. */
    static byte[] segment() {
        ByteBuffer out = ByteBuffer.allocate(4096).put(new SegmentHeader(1, true, false, "boot").encode());
        for (Entry entry : WRITTEN) {
            out.put(record(body(entry)));
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** An entry as it stands in a record. */
    static byte[] body(Entry entry) {
        RecordBuffer buffer = new RecordBuffer();
        EntryCodec.write(entry, buffer);
        ByteBuffer body = ByteBuffer.allocate(buffer.size());
        try (FileChannel file = FileChannel.open(
                Files.createTempFile("record", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            buffer.writeTo(file);
            file.read(body, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.array();
    }

    /** With a sum that is right, whatever the body. */
    private static byte[] record(byte[] body) {
        ByteBuffer out = ByteBuffer.allocate(RecordBuffer.HEAD + body.length).putInt(body.length);
        CRC32C crc = new CRC32C();
        crc.update(out.slice(0, 4));
        crc.update(body);
        return out.putInt((int) crc.getValue()).put(body).array();
    }

    /** Any bytes, as a whole segment. */
    static void segment(byte[] bytes) {
        SegmentReader reader = new SegmentReader(FILE, ByteBuffer.wrap(bytes));
        SegmentHeader header = reader.header();
        if (header != null) {
            assertThat(header.number()).isEqualTo(1);
        }
        List<Entry> read = new ArrayList<>();
        int end;
        try {
            end = reader.read(read::add);
        } catch (CorruptJournalException named) {
            assertThat(named.offset()).isBetween(0L, (long) bytes.length);
            return;
        }
        assertThat(end).isBetween(SegmentHeader.BYTES, Math.max(SegmentHeader.BYTES, bytes.length));
        assertThat(reader.goesOnBehind(end) && end == bytes.length).isFalse();
    }

    /** What was written once, changed: nothing is read that was not written. */
    static void changed(byte[] bytes) {
        segment(bytes);
        List<Entry> read = new ArrayList<>();
        new SegmentReader(FILE, ByteBuffer.wrap(bytes)).read(read::add);
        assertThat(WRITTEN).containsAll(read);
    }

    /** Any bytes, as a record whose sum is right: another version of the hub may have written it. */
    static void body(byte[] body) {
        ByteBuffer out = ByteBuffer.allocate(SegmentHeader.BYTES + RecordBuffer.HEAD + body.length);
        out.put(new SegmentHeader(1, true, false, "boot").encode()).put(record(body));
        List<Entry> read = new ArrayList<>();
        SegmentReader reader = new SegmentReader(FILE, out.flip());
        try {
            reader.read(read::add);
        } catch (CorruptJournalException named) {
            assertThat(named.offset()).isEqualTo(SegmentHeader.BYTES);
            return;
        }
        for (Entry entry : read) {
            assertThat(body(entry)).as("all of it was understood: %s", entry).isEqualTo(body);
        }
    }
}
