package io.broadcasthub.transport;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;

/** A refusal whose HTTP status, or a header with it, says more than the error code's own. */
public final class HttpRefusal extends HubException {
    /** A header of the answer. */
    public record Header(CharSequence name, String value) {}

    private final transient HttpResponseStatus status;
    private final transient List<Header> headers;

    /** @param headers go with the answer */
    public HttpRefusal(HttpResponseStatus status, ErrorCode code, String message, Header... headers) {
        super(code, message);
        this.status = status;
        this.headers = List.of(headers);
    }

    /** @param index says where the paths are */
    static HttpRefusal notFound(String index) {
        return new HttpRefusal(HttpResponseStatus.NOT_FOUND, ErrorCode.BAD_REQUEST, "there is nothing here; " + index);
    }

    static HttpRefusal methodNotAllowed(String allowed) {
        return new HttpRefusal(
                HttpResponseStatus.METHOD_NOT_ALLOWED,
                ErrorCode.BAD_REQUEST,
                "this path takes " + allowed,
                new Header(HttpHeaderNames.ALLOW, allowed));
    }

    /** @param cause what the decoder says to it */
    static HubException unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new HttpRefusal(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG,
                    ErrorCode.TOO_LARGE,
                    "the request line has more than " + RequestLimits.LINE
                            + " bytes; name fewer topics, or subscribe over a WebSocket (/ws)");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new HttpRefusal(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    ErrorCode.TOO_LARGE,
                    "the headers are too long; send fewer or shorter ones, cookies for example");
        }
        return new HubException(ErrorCode.BAD_REQUEST, "not a well-formed HTTP/1.1 request");
    }

    static HttpRefusal versionNotSupported() {
        return new HttpRefusal(
                HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, ErrorCode.BAD_REQUEST, "speak HTTP/1.1 (or 1.0)");
    }

    /** @param accepted the media types to use instead */
    public static HttpRefusal unsupportedMediaType(String accepted) {
        return new HttpRefusal(
                HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                ErrorCode.BAD_REQUEST,
                "the body must be " + accepted + " in UTF-8; say so in Content-Type");
    }

    public HttpResponseStatus status() {
        return status;
    }

    public List<Header> headers() {
        return headers;
    }
}
