package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.limits.Work;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.Session;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Lives until it is answered; the request's body until the route returns. */
@OnLoop
public final class Exchange {
    private final RequestHandler handler;
    private final FullHttpRequest request;
    private final QueryStringDecoder query;
    private @Nullable String origin;
    private String variable = "";
    private final long since;
    private boolean answered;

    Exchange(RequestHandler handler, FullHttpRequest request, QueryStringDecoder query) {
        this.handler = handler;
        this.request = request;
        this.query = query;
        this.since = now();
    }

    private long now() {
        return session().channel().eventLoop().ticker().nanoTime();
    }

    /** Has the access log tell of it. */
    void tellAccess(Response response) {
        session()
                .loop()
                .context()
                .access()
                .answered(
                        session(),
                        request.method().name(),
                        query.rawPath(),
                        response.status().code(),
                        response.body().length,
                        Duration.ofNanos(now() - since));
    }

    /** Its page may use the hub. */
    void origin(@Nullable String checked) {
        origin = checked;
    }

    void variable(String value) {
        variable = value;
    }

    /** The value of the path's variable segment. */
    public String variable() {
        return variable;
    }

    public HttpHeaders headers() {
        return request.headers();
    }

    /** The first value of a header. */
    public @Nullable String header(String name) {
        return request.headers().get(name);
    }

    /** The request itself; not to be kept. */
    public FullHttpRequest request() {
        return request;
    }

    /** A copy of the body. */
    public byte[] body() {
        return ByteBufUtil.getBytes(request.content());
    }

    /** The media type of the body, lower case, without parameters; empty if none is given. */
    public String contentType() {
        return MediaTypes.contentType(request.headers());
    }

    /** Every value of a query parameter, in order. */
    public List<String> parameters(String name) {
        return parameters().getOrDefault(name, List.of());
    }

    private Map<String, List<String>> parameters() {
        try {
            return query.parameters();
        } catch (IllegalArgumentException e) {
            throw new HubException(ErrorCode.BAD_REQUEST, "the query is not properly percent-encoded");
        }
    }

    /** The value of a query parameter that may be given once. */
    public @Nullable String parameter(String name) {
        List<String> values = parameters(name);
        if (values.size() > 1) {
            throw new HubException(ErrorCode.BAD_REQUEST, "the parameter " + name + " may be given once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The value of a query parameter that is a whole number from {@code min} on. */
    public int intParameter(String name, int min, int otherwise) {
        String value = parameter(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw new HubException(ErrorCode.BAD_REQUEST, "the parameter " + name + " must be a whole number from " + min);
    }

    /** The page's origin, checked; null if the request does not come from one. */
    public @Nullable String origin() {
        return origin;
    }

    public Session session() {
        return handler.session();
    }

    /** For routes whose answer has no end: there is no head of it to look at. */
    public void refuseHead() {
        if (request.method().equals(HttpMethod.HEAD)) {
            throw HttpRefusal.methodNotAllowed("GET");
        }
    }

    /** Answers with a body that nobody caches. */
    public void respond(HttpResponseStatus status, String mediaType, byte[] body) {
        respond(Response.of(status, mediaType, body));
    }

    /** Answers. */
    public void respond(Response response) {
        finish();
        handler.write(this, response);
    }

    /** Answers with a problem. */
    public void fail(HubException why) {
        finish();
        session().loop().context().metrics().rejected(why.code().wireName());
        handler.write(this, Response.of(why));
    }

    /** Answering did not work out. */
    void failed(RuntimeException cause) {
        handler.failed(this, cause);
    }

    /**
     * Takes the connection out of HTTP.
     *
     * @throws HubException {@code overloaded} if the hub sends its clients away, or has not the means for a stream
     */
    public StreamUpgrade upgrade() {
        Admission admission = session().admission();
        if (admission.isSendingAway()) {
            throw admission.restarting(now());
        }
        session().loop().context().load().require(Work.STREAM);
        return upgradeForGoodbye();
    }

    /** As {@link #upgrade}, also on a hub that sends its clients away: the stream tells them better than a refusal. */
    public StreamUpgrade upgradeForGoodbye() {
        finish();
        return new StreamUpgrade(handler);
    }

    private void finish() {
        if (answered) {
            throw new IllegalStateException("answered twice");
        }
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }
}
