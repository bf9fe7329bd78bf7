package io.broadcasthub.engine.memory.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a journal whose hub may have been killed while it wrote. Only the last segment can be incomplete, since a
 * segment is on the disk before the next one begins.
 */
final class Tail {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private final JournalSettings settings;
    private final NavigableMap<Long, Path> segments;
    private boolean closed;

    Tail(JournalSettings settings, NavigableMap<Long, Path> segments) {
        this.settings = settings;
        this.segments = segments;
    }

    /** @return whether messages that were delivered may be missing */
    boolean repair() throws IOException {
        while (!segments.isEmpty()) {
            Path last = segments.lastEntry().getValue();
            SegmentReader reader = SegmentReader.open(last);
            SegmentHeader header = reader.header();
            if (header != null && !header.tentative()) {
                return repair(last, reader, header);
            }
            if (header == null && reader.size() > SegmentHeader.BYTES) {
                throw new CorruptJournalException(last, 0, "not the head of a segment");
            }
            // Begun and never used, or a rewrite that was not finished.
            Files.delete(last);
            segments.pollLastEntry();
        }
        return false;
    }

    private boolean repair(Path last, SegmentReader reader, SegmentHeader header) throws IOException {
        int end = reader.read(entry -> closed = entry instanceof Entry.Closed);
        boolean sameSystem = !header.bootId().isEmpty() && header.bootId().equals(settings.bootId());
        if (end < reader.size()) {
            // A system that went down may have written later pages and not earlier ones; a process cannot do that.
            if (sameSystem && reader.goesOnBehind(end)) {
                throw new CorruptJournalException(last, end, "a damaged record");
            }
            LOG.atWarn()
                    .addKeyValue("file", last)
                    .addKeyValue("at", end)
                    .addKeyValue("bytes", reader.size() - end)
                    .log("the last record was not written in full; it was cut off");
            closed = false;
        }
        // Also when nothing is cut: what a killed hub left with the system goes to the disk before anything follows it.
        cut(last, end);
        boolean lost = !closed && !header.fsync() && !sameSystem;
        if (lost) {
            LOG.atWarn()
                    .addKeyValue("directory", settings.directory())
                    .log("the machine stopped before everything was on the disk: all logs get new epochs, and clients"
                            + " that resume are told of the gap; data-sync fsync avoids this");
        }
        return lost;
    }

    private static void cut(Path file, long end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
    }
}
