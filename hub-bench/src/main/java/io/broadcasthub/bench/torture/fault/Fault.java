package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.torture.peer.Refused;
import java.io.IOException;
import java.util.Random;

/** One thing that can be done to a hub. Any thread. */
interface Fault {
    /** What tables call it. */
    String label();

    /**
     * Does it, and sees to how it is taken. Leaves no connection behind.
     *
     * @throws WrongReaction if it is taken wrongly
     * @throws Refused if the hub has no room for it
     * @throws IOException if the connection broke, which nothing but the hub's end excuses
     */
    void inflict(Arena arena, Random random) throws WrongReaction, IOException, InterruptedException;
}
