package io.broadcasthub.engine.memory.journal;

import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the journal can hold. A log is named by its epoch, which no other log has. */
public sealed interface Entry {
    /**
     * A log begins, or is written again so that older segments can go.
     *
     * @param source topic or pattern; earlier logs of it are over
     * @param base offset of the last message before the ones that follow
     * @param newestMillis when the log was last written to
     */
    record LogBegins(String source, String epoch, long base, long newestMillis) implements Entry {}

    /**
     * A message in all its logs.
     *
     * @param dedupe the name it was published under
     * @param places in the topic's log, then in that of every pattern fed
     */
    record Appended(Message message, @Nullable String dedupe, List<Position> places) implements Entry {}

    /** A retained message of one log, written again. */
    record Kept(Message message, Position place) implements Entry {}

    /** A dedupe name that is remembered, written again. */
    record NameKept(String name, Position place, long takenMillis) implements Entry {}

    /** Everything before this segment has been written again. */
    record CheckpointEnds(long firstSegment) implements Entry {}

    /** The hub ended in good order; nothing follows. */
    record Closed() implements Entry {}

    /** Written to find out whether writing works. */
    record Probe() implements Entry {}
}
