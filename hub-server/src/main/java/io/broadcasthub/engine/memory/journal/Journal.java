package io.broadcasthub.engine.memory.journal;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One write-ahead log for everything, as a row of segment files. First replayed, then appended to; by one thread at a
 * time. Entries are buffered until {@link #commit}, which is all or nothing: a commit that failed is cut off again before
 * anything else is written.
 */
public final class Journal implements AutoCloseable {
    private final JournalSettings settings;
    private final Directory directory;
    private final NavigableMap<Long, Path> segments;
    private final RecordBuffer buffer = new RecordBuffer();
    private final boolean tailMayBeLost;

    private boolean tentative;
    private @Nullable FileChannel current;
    /** End of the last commit in the current segment. */
    private long end;

    private boolean cutBeforeNext;
    private long sealedBytes;

    private Journal(JournalSettings settings, Directory directory) throws IOException {
        this.settings = settings;
        this.directory = directory;
        this.segments = directory.segments();
        this.tailMayBeLost = new Tail(settings, segments).repair();
        this.tentative = tailMayBeLost;
        for (Path segment : segments.values()) {
            sealedBytes += Files.size(segment);
        }
    }

    /**
     * Takes hold of the directory and repairs a cut-off end. Blocks.
     *
     * @throws HubException if it cannot be used; {@link CorruptJournalException} if it is damaged
     */
    public static Journal open(JournalSettings settings) {
        Directory directory = null;
        try {
            directory = Directory.lock(settings.directory());
            return new Journal(settings, directory);
        } catch (IOException | RuntimeException e) {
            if (directory != null) {
                closeQuietly(directory, e);
            }
            throw e instanceof RuntimeException r ? r : unusable(settings.directory(), (IOException) e);
        }
    }

    /**
     * Whether messages that subscribers have seen may be missing at the end: the machine stopped before its operating
     * system had written them. Logs must then get new epochs, or an offset could be used twice.
     */
    public boolean tailMayBeLost() {
        return tailMayBeLost;
    }

    /** Gives all entries, oldest first, and begins a new segment. Blocks. */
    public void replay(Consumer<Entry> to) {
        try {
            long needed = 1;
            for (Map.Entry<Long, Path> segment : segments.entrySet()) {
                needed = Math.max(needed, replay(segment.getKey(), segment.getValue(), to));
            }
            if (!segments.isEmpty() && segments.firstKey() > needed) {
                throw new CorruptJournalException(directory.segment(needed), 0, "the segment is missing");
            }
            rotate();
        } catch (IOException e) {
            throw unusable(settings.directory(), e);
        }
    }

    private static HubException unusable(Path directory, IOException e) {
        return new HubException(
                ErrorCode.UNAVAILABLE,
                "the data directory " + directory + " cannot be used (" + e + "); check its disk"
                        + " and permissions, or choose another one with --data");
    }

    private long replay(long number, Path file, Consumer<Entry> to) throws IOException {
        if (number != segments.firstKey() && !segments.containsKey(number - 1)) {
            throw new CorruptJournalException(directory.segment(number - 1), 0, "the segment is missing");
        }
        SegmentReader reader = SegmentReader.open(file);
        SegmentHeader header = reader.header();
        if (header == null || header.number() != number) {
            throw new CorruptJournalException(file, 0, "not the head of this segment");
        }
        long[] needed = {1};
        int end = reader.read(entry -> {
            if (entry instanceof Entry.CheckpointEnds checkpoint) {
                needed[0] = checkpoint.firstSegment();
            } else {
                to.accept(entry);
            }
        });
        if (end < reader.size()) {
            throw new CorruptJournalException(file, end, "a damaged record");
        }
        return needed[0];
    }

    /** Everything was rewritten under new epochs: what follows counts. */
    public void trust() throws IOException {
        tentative = false;
        rotate();
    }

    public void add(Entry entry) {
        buffer.add(entry);
    }

    /** Bytes added and not committed. */
    public int buffered() {
        return buffer.size();
    }

    /** Bytes of all files. */
    public long size() {
        return sealedBytes + end;
    }

    /** Drops what was added and not committed. */
    public void discard() {
        buffer.clear();
    }

    /**
     * Writes what was added. When this returns it survives the end of this process, and with {@code fsync} that of the
     * machine.
     *
     * @throws IOException if it was not written; it is discarded
     */
    public void commit() throws IOException {
        try {
            if (end >= settings.segmentBytes()) {
                rotate();
            }
            FileChannel file = file();
            cutIfNeeded(file);
            cutBeforeNext = true;
            buffer.writeTo(file);
            if (settings.fsync()) {
                file.force(false);
            }
            end += buffer.size();
            cutBeforeNext = false;
        } finally {
            buffer.clear();
        }
    }

    private void cutIfNeeded(FileChannel file) throws IOException {
        if (cutBeforeNext) {
            file.truncate(end).position(end);
            file.force(true);
            cutBeforeNext = false;
        }
    }

    /**
     * Goes on in a new segment; the one before is on the disk then, so that only a last one can be incomplete.
     *
     * @return the new segment's number
     */
    public long rotate() throws IOException {
        if (current != null) {
            cutIfNeeded(current);
            current.force(true);
        }
        long number = segments.isEmpty() ? 1 : segments.lastKey() + 1;
        Path path = directory.segment(number);
        FileChannel next = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            next.write(new SegmentHeader(number, settings.fsync(), tentative, settings.bootId()).encode());
            next.force(true);
            directory.sync();
        } catch (IOException e) {
            next.close();
            Files.deleteIfExists(path);
            throw e;
        }
        if (current != null) {
            current.close();
            sealedBytes += end;
        }
        segments.put(number, path);
        current = next;
        end = SegmentHeader.BYTES;
        return number;
    }

    /** Deletes segments before this one, oldest first. What was committed so far is on the disk then. */
    public void dropBefore(long number) throws IOException {
        file().force(false);
        while (segments.firstKey() < number) {
            Map.Entry<Long, Path> oldest = segments.firstEntry();
            long bytes = Files.size(oldest.getValue());
            Files.delete(oldest.getValue());
            segments.remove(oldest.getKey());
            sealedBytes -= bytes;
        }
        directory.sync();
    }

    /** Writes that the end was in good order, and lets go of the directory. */
    public void end() throws IOException {
        buffer.clear();
        buffer.add(new Entry.Closed());
        commit();
        file().force(true);
    }

    @Override
    public void close() throws IOException {
        try {
            if (current != null) {
                current.close();
            }
        } finally {
            directory.close();
        }
    }

    private FileChannel file() {
        if (current == null) {
            throw new IllegalStateException("not replayed yet");
        }
        return current;
    }

    private static void closeQuietly(AutoCloseable resource, Exception cause) {
        try {
            resource.close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }
}
