package io.broadcasthub.transport.stream;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.session.Session;
import io.broadcasthub.topic.SubscribeOutcome;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.GetRoute;
import io.broadcasthub.transport.StreamUpgrade;
import org.jspecify.annotations.Nullable;

/** {@code GET /events}: makes a stream of the connection and subscribes it. */
public final class EventsRoute extends GetRoute {
    /** EventSource clients come back after a time between these, so that many do not come at once. */
    private static final long MIN_RETRY_MILLIS = 1_000;

    private static final long MAX_RETRY_MILLIS = 3_000;

    private final int maxTopics;

    public EventsRoute(int maxTopics) {
        super("/events");
        this.maxTopics = maxTopics;
    }

    /** Most bytes of what a stream of so many topics is asked to hand back in {@code Last-Event-ID}. */
    public static int longestId(int maxTopics) {
        return ResumePoint.maxLength(Math.min(maxTopics, StreamRequest.MOST_TOPICS));
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        exchange.refuseHead();
        StreamRequest request = StreamRequest.of(exchange, maxTopics);
        Session session = exchange.session();
        ResumePoint resumePoint = new ResumePoint(request.topics(), request.starts());
        StreamOutbound outbound = new StreamOutbound(session, request.format(), resumePoint);
        // An EventSource that is refused never comes back; one that is told when to, does.
        boolean goodbye = session.admission().isSendingAway() && request.syntax() == StreamSyntax.SSE;
        StreamUpgrade upgrade = goodbye ? exchange.upgradeForGoodbye() : exchange.upgrade();
        session.live(outbound);
        upgrade.complete(
                StreamHead.encode(session.channel().alloc(), request, exchange.origin()),
                new StreamHandler(session),
                () -> {
                    if (goodbye) {
                        session.close(session.admission().restart(session.loop().now()));
                    } else {
                        open(session, outbound, request);
                    }
                });
        session.flush();
    }

    private static void open(Session session, StreamOutbound outbound, StreamRequest request) {
        outbound.writeOpening(session.loop().context().jitter().nextLong(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS));
        Beginning beginning = new Beginning(session, outbound, request.topics().size());
        for (int i = 0; i < request.topics().size() && session.state() == Session.State.LIVE; i++) {
            session.openCursor(request.topics().get(i)).start(request.starts().get(i), beginning);
        }
    }

    /** Waits for all topics of a stream: the position that is told then has a place for each of them. */
    private static final class Beginning implements SubscribeOutcome {
        private final Session session;
        private final StreamOutbound outbound;
        private int missing;

        Beginning(Session session, StreamOutbound outbound, int topics) {
            this.session = session;
            this.outbound = outbound;
            this.missing = topics;
        }

        @Override
        public void subscribed(@Nullable Position at, @Nullable Boolean recovered) {
            if (--missing == 0) {
                // A gap that follows says it itself.
                if (!Boolean.FALSE.equals(recovered)) {
                    outbound.writePosition();
                }
                session.flushSoon();
            }
        }

        @Override
        public void refused(HubException why) {
            session.close(CloseCode.TRY_AGAIN_LATER, why.reason());
        }
    }
}
