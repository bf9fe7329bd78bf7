package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.Session;
import io.broadcasthub.session.SessionLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to every accepted connection of a listener, in this order: its session is created and registered; it
 * becomes the close future's listener, the only thing that unregisters; then handlers are installed. A channel that is
 * closed already runs the listener at once, so no order of events leaves anything behind.
 */
@OnLoop
public final class ConnectionGuard extends ChannelInitializer<Channel> {
    private final Function<EventLoop, SessionLoop> loops;
    private final Admission admission;
    private final Supplier<@Nullable HubException> refusal;
    private final Router router;
    private final OriginPolicy origins;
    private final RequestLimits limits;
    private final HttpDecoderConfig decoding;

    /** @param refusal why new connections are refused now; null if they are not */
    public ConnectionGuard(
            Function<EventLoop, SessionLoop> loops,
            Admission admission,
            Supplier<@Nullable HubException> refusal,
            Router router,
            OriginPolicy origins,
            RequestLimits limits) {
        this.loops = loops;
        this.admission = admission;
        this.refusal = refusal;
        this.router = router;
        this.origins = origins;
        this.limits = limits;
        this.decoding = HttpHandlers.decoding(limits);
    }

    @Override
    protected void initChannel(Channel channel) {
        Session session = new Session(loops.apply(channel.eventLoop()), channel, admission);
        boolean admitted = session.register();
        channel.closeFuture().addListener(session);
        HubException why = admitted ? refusal.get() : tooMany(session);
        if (why == null) {
            RequestHandler requests = new RequestHandler(session, router, origins, limits.body());
            HttpHandlers.add(channel.pipeline(), requests, decoding);
        } else {
            ChannelFuture told = turnAway(session, why);
            if (admitted) {
                session.closeAfterReading(told);
            } else {
                // There is no place for it to stay in until it has read that.
                session.closeAfter(told);
            }
        }
    }

    private HubException tooMany(Session session) {
        return admission.isSendingAway()
                ? admission.restarting(session.loop().now())
                : new HubException(ErrorCode.OVERLOADED, "too many connections; wait and try again");
    }

    private static ChannelFuture turnAway(Session session, HubException why) {
        session.loop().context().metrics().rejected(why.code().wireName());
        Channel channel = session.channel();
        channel.pipeline().addLast(new HttpResponseEncoder());
        FullHttpResponse out = ResponseWriter.encode(channel.alloc(), Response.of(why), null, false, false);
        return channel.writeAndFlush(out);
    }
}
