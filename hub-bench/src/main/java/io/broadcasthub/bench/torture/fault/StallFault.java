package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.protocol.StartAt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A reader of a busy pattern that stops reading, and stays. The hub ends it; or it reads on before that, and is served.
 *
 * @param stallTimeout the hub's
 * @param forGood whether it does not read on
 */
record StallFault(Transport transport, Duration stallTimeout, boolean forGood) implements Fault {
    /** For its buffers to fill, and until the hub looks. */
    private static final int FILLING = 4;

    static List<Fault> all(Duration stallTimeout) {
        List<Fault> all = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            all.add(new StallFault(transport, stallTimeout, true));
            all.add(new StallFault(transport, stallTimeout, false));
        }
        return all;
    }

    @Override
    public String label() {
        return transport.name().toLowerCase(Locale.ROOT) + " reader stops reading" + (forGood ? "" : ", then goes on");
    }

    @Override
    public void inflict(Arena arena, Random random) throws IOException, InterruptedException {
        StartAt start = new StartAt.Last(FILLING * 100);
        try (HubStream stream = HubStream.subscribe(arena.way(transport).narrow(), Arena.BUSY + "*", start)) {
            if (forGood) {
                Notes.pause(stallTimeout.multipliedBy(FILLING).toNanos());
                stream.peer().untilEnded(); // what the kernel still has
            } else {
                Notes.pause(random.nextLong(stallTimeout.toNanos() / 2));
                stream.next();
                stream.peer().reset();
            }
        }
    }
}
