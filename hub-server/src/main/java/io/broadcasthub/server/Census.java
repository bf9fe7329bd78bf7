package io.broadcasthub.server;

import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.session.SessionLoop;
import java.util.List;

/**
 * What a hub holds at a moment, counted by walking its structures. A hub that everyone left is back at what it started
 * with.
 *
 * @param sessions connections of both listeners, whatever they speak
 * @param subscriptions open cursors
 * @param loopTopics topics with a cursor, counted once for each loop
 * @param runBytes bytes of encoded messages kept for cursors that fell behind
 * @param sweeps timers: one a loop, whatever the number of connections
 * @param interests what this node keeps open in the engine
 * @param publicConnections connections as the public listener counts them
 * @param handshakes of those, the ones that have not sent a request yet
 */
public record Census(
        int sessions,
        int subscriptions,
        int loopTopics,
        long runBytes,
        int sweeps,
        int interests,
        int publicConnections,
        int handshakes) {
    record LoopCensus(int sessions, int subscriptions, int topics, long runBytes, boolean sweeping) {
        static LoopCensus of(SessionLoop loop) {
            return new LoopCensus(
                    loop.size(),
                    loop.topics().cursors(),
                    loop.topics().topics(),
                    loop.topics().runBytes(),
                    loop.isSweeping());
        }
    }

    static Census of(List<LoopCensus> loops, EngineStats engine, int publicConnections, int handshakes) {
        return new Census(
                loops.stream().mapToInt(LoopCensus::sessions).sum(),
                loops.stream().mapToInt(LoopCensus::subscriptions).sum(),
                loops.stream().mapToInt(LoopCensus::topics).sum(),
                loops.stream().mapToLong(LoopCensus::runBytes).sum(),
                (int) loops.stream().filter(LoopCensus::sweeping).count(),
                engine.interests(),
                publicConnections,
                handshakes);
    }
}
