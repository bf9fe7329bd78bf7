package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of one HTTP connection, one at a time. */
@OnLoop
final class RequestHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);
    /** Requests a client may send ahead of the answers. */
    private static final int MAX_PIPELINED = 16;

    private static final int MAX_PARAMETERS = 1024;

    private final Session session;
    private final Router router;
    private final OriginPolicy origins;
    private final int maxBody;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>(0);
    /** Has no body, and only waits for the end that the decoder tells of next. */
    private @Nullable HttpRequest bodiless;

    private @Nullable Exchange current;
    private boolean keepAlive;
    private boolean headOnly;

    RequestHandler(Session session, Router router, OriginPolicy origins, int maxBody) {
        this.session = session;
        this.router = router;
        this.origins = origins;
        this.maxBody = maxBody;
    }

    Session session() {
        return session;
    }

    /** There is nothing to collect of a request without a body, and most connections have no other. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        HttpRequest begun = bodiless;
        bodiless = null;
        if (message instanceof FullHttpRequest whole) {
            take(ctx, whole);
        } else if (begun != null && message == LastHttpContent.EMPTY_LAST_CONTENT) {
            take(ctx, Bodies.none(begun));
        } else if (begun == null && message instanceof HttpRequest head && Bodies.hasNone(head)) {
            bodiless = head;
            began();
        } else {
            // Also when one has begun: by Netty a WebSocket's handshake as of 2010 has eight bytes more than its head
            // says.
            HttpHandlers.aggregate(ctx, new RequestAggregator(this, maxBody), begun, message);
        }
    }

    /** The head of a request has arrived. */
    void began() {
        if (session.state() == Session.State.REQUEST) {
            // One that ends has its time already, whatever it still sends.
            session.requests().began();
        }
    }

    private void take(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (session.state() != Session.State.REQUEST) {
            // Sent behind the last request this connection may have.
            request.release();
        } else if (current == null && waiting.isEmpty() && ctx.channel().isWritable()) {
            handle(request);
            handleWaiting();
        } else if (waiting.size() < MAX_PIPELINED) {
            waiting.add(request);
            // No more until these are answered: each may have a body of its own.
            session.channel().config().setAutoRead(false);
        } else {
            request.release();
            session.abort();
        }
    }

    private void handleWaiting() {
        while (current == null
                && session.state() == Session.State.REQUEST
                && session.channel().isWritable()
                && !waiting.isEmpty()) {
            handle(waiting.remove());
        }
        if (waiting.isEmpty() && session.state() == Session.State.REQUEST) {
            session.channel().config().setAutoRead(session.channel().isWritable());
        }
    }

    /** Who does not read the answers is not read from either. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            // Not at once: it may be the flush of an answer that is being written.
            ctx.channel().eventLoop().execute(this::handleWaiting);
        } else {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void handle(FullHttpRequest request) {
        try {
            HubException fault = fault(request);
            keepAlive = fault == null && HttpUtil.isKeepAlive(request);
            headOnly = request.method().equals(HttpMethod.HEAD);
            session.requests().complete();
            route(request, fault);
        } finally {
            request.release();
        }
    }

    private void route(FullHttpRequest request, @Nullable HubException fault) {
        // As browsers have it, a semicolon separates nothing: the ids of streams contain some.
        QueryStringDecoder query =
                new QueryStringDecoder(target(request.uri()), StandardCharsets.UTF_8, true, MAX_PARAMETERS, true);
        Exchange exchange = new Exchange(this, request, query);
        current = exchange;
        try {
            if (fault != null) {
                throw fault;
            }
            exchange.origin(origins.check(request.headers()));
            String path = path(query);
            String methods = request.method().equals(HttpMethod.OPTIONS) ? router.methods(path) : null;
            if (methods != null) {
                exchange.respond(CorsHeaders.preflight(methods));
                return;
            }
            Router.Match match = router.find(request.method(), path);
            exchange.variable(match.variable());
            match.route().handle(exchange);
        } catch (HubException e) {
            refuse(exchange, e);
        } catch (RuntimeException e) {
            failed(exchange, e);
        } catch (OutOfMemoryError e) {
            // Said here, since a request that had to wait is handled by a task, whose failure nobody hears of.
            session.failed(e);
        }
    }

    /** The path and query of a target, which may be in absolute form (RFC 9112 section 3.2.2). */
    private static String target(String uri) {
        int scheme =
                uri.regionMatches(true, 0, "http://", 0, 7) ? 7 : uri.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
        if (scheme == 0) {
            return uri;
        }
        int end = scheme;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return uri.startsWith("/", end) ? uri.substring(end) : '/' + uri.substring(end);
    }

    private static String path(QueryStringDecoder query) {
        try {
            return query.path();
        } catch (IllegalArgumentException e) {
            throw new HubException(ErrorCode.BAD_REQUEST, "the path is not properly percent-encoded");
        }
    }

    void failed(Exchange exchange, RuntimeException cause) {
        log.atError().addKeyValue("session", session::name).setCause(cause).log("request failed");
        refuse(exchange, new HubException(ErrorCode.INTERNAL, "the hub failed; its log says why"));
    }

    /** What makes it unsafe to go on with the connection: others may read such a request differently. */
    private static @Nullable HubException fault(FullHttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (request.decoderResult().isFailure()) {
            return HttpRefusal.unreadable(request.decoderResult().cause());
        }
        if (version.equals(HttpVersion.HTTP_1_0)) {
            return null;
        }
        if (!version.equals(HttpVersion.HTTP_1_1)) {
            return HttpRefusal.versionNotSupported();
        }
        return request.headers().getAll(HttpHeaderNames.HOST).size() == 1
                ? null
                : new HubException(ErrorCode.BAD_REQUEST, "an HTTP/1.1 request has exactly one Host header");
    }

    private void refuse(Exchange exchange, HubException why) {
        if (exchange.isAnswered()) {
            session.abort();
        } else {
            exchange.fail(why);
        }
    }

    void write(Exchange exchange, Response response) {
        assert exchange == current;
        current = null;
        boolean reuse = keepAlive && !session.requests().isLast();
        FullHttpResponse out =
                ResponseWriter.encode(session.channel().alloc(), response, exchange.origin(), reuse, headOnly);
        exchange.tellAccess(response);
        if (reuse) {
            session.requests().answered();
            session.channel().writeAndFlush(out);
            session.channel().eventLoop().execute(this::handleWaiting);
        } else {
            session.closeAfter(session.channel().writeAndFlush(out));
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (session.state() == Session.State.LIVE) {
            session.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.atDebug().addKeyValue("session", session::name).setCause(cause).log("connection failed");
        session.abort();
    }
}
