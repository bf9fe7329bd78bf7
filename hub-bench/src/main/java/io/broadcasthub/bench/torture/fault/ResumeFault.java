package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A reader that is cut off and comes back at once: the next message, or a gap before it. */
record ResumeFault(Transport transport) implements Fault {
    @Override
    public String label() {
        return transport.name().toLowerCase(Locale.ROOT) + " reader resumes after a reset";
    }

    @Override
    public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
        String topic = Arena.BUSY + random.nextInt(Arena.BUSY_TOPICS);
        Position last;
        try (HubStream first = HubStream.subscribe(arena.way(transport), topic, StartAt.LIVE)) {
            last = first.next(ServerFrame.Message.class).id();
            first.peer().reset();
        }
        try (HubStream second = HubStream.subscribe(arena.way(transport), topic, new StartAt.After(last))) {
            Position due = new Position(last.epoch(), last.offset() + 1);
            Position next = next(second);
            WrongReaction.unless(next == null || next.equals(due), "after " + last + " came " + next);
            second.peer().reset();
        }
    }

    /** The id of the next message; null if a gap came before it. */
    private static @Nullable Position next(HubStream stream) throws IOException {
        while (true) {
            ServerFrame frame = stream.next();
            if (frame instanceof ServerFrame.Message message) {
                return message.id();
            } else if (frame instanceof ServerFrame.Gap) {
                return null;
            }
        }
    }
}
