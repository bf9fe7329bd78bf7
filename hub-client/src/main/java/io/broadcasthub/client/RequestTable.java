package io.broadcasthub.client;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The requests of one connection that wait for their answer, oldest first. Loop thread. When the connection ends the
 * table goes with it; who asked then asks again on the next one.
 */
final class RequestTable {
    /** Where the one answer goes. */
    interface Handler {
        void ok(ServerFrame.Ok answer);

        void failed(HubException answer);
    }

    private record Waiting(Handler handler, long since) {}

    private final Map<RequestId, Waiting> waiting = new LinkedHashMap<>();
    private final LongSupplier nanoClock;
    private long lastId;

    RequestTable(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Notes a request; the frame made with the id is then to be sent. */
    <F extends ClientFrame> F add(Function<RequestId, F> frame, Handler handler) {
        RequestId id = RequestId.of(++lastId);
        F made = frame.apply(id);
        waiting.put(id, new Waiting(handler, nanoClock.getAsLong()));
        return made;
    }

    /** @return whether the answer belongs to a request that waited for it */
    boolean answer(ServerFrame.Ok ok) {
        Waiting request = waiting.remove(ok.id());
        if (request != null) {
            request.handler.ok(ok);
        }
        return request != null;
    }

    /** As {@link #answer(ServerFrame.Ok)}. */
    boolean answer(ServerFrame.Failure failure) {
        Waiting request = failure.id() == null ? null : waiting.remove(failure.id());
        if (request != null) {
            request.handler.failed(
                    new HubException(failure.code(), failure.message(), failure.topic(), failure.retryAfter()));
        }
        return request != null;
    }

    /** How long the oldest one has waited, in nanoseconds; 0 if none waits. */
    long oldestNanos() {
        for (Waiting oldest : waiting.values()) {
            return nanoClock.getAsLong() - oldest.since;
        }
        return 0;
    }
}
