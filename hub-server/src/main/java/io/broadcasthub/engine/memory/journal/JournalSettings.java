package io.broadcasthub.engine.memory.journal;

import java.nio.file.Path;

/**
 * @param directory of this hub alone
 * @param fsync whether what is committed is on the disk; otherwise it is with the operating system
 * @param segmentBytes size from which on a segment is followed by the next
 * @param queueBytes most bytes of publishes that wait to be written
 * @param bootId names this run of the operating system; empty if it cannot be told
 */
public record JournalSettings(Path directory, boolean fsync, long segmentBytes, long queueBytes, String bootId) {}
