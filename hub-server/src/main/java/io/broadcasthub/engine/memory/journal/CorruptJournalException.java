package io.broadcasthub.engine.memory.journal;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.nio.file.Path;

/** The data directory does not hold what was written: something other than a cut-off end is wrong. */
public final class CorruptJournalException extends HubException {
    private final transient Path file;
    private final long offset;

    CorruptJournalException(Path file, long offset, String what) {
        super(
                ErrorCode.UNAVAILABLE,
                what + " at byte " + offset + " of " + file
                        + ". Check the disk and restore the directory from a copy, or"
                        + " move it away: the hub then begins with empty logs, and clients are told of the gap");
        this.file = file;
        this.offset = offset;
    }

    public Path file() {
        return file;
    }

    /** Of the first byte that cannot be used. */
    public long offset() {
        return offset;
    }
}
