package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A reader that comes and goes. */
record ChurnFault(Transport transport, Manner manner) implements Fault {
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            for (Manner manner : Manner.values()) {
                all.add(new ChurnFault(transport, manner));
            }
            all.add(new ResumeFault(transport));
        }
        all.add(new UnsubscribeFault());
        return all;
    }

    @Override
    public String label() {
        return transport.name().toLowerCase(Locale.ROOT) + " reader " + manner.words;
    }

    @Override
    public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
        manner.live(arena, transport, random);
    }
}
