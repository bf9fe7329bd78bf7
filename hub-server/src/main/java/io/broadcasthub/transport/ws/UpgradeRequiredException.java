package io.broadcasthub.transport.ws;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * A request that is not a WebSocket handshake of version 13: to be answered with status 426 in place of its code's own,
 * and with headers that say what would be (RFC 9110 section 15.5.22, RFC 6455 section 4.4).
 */
public final class UpgradeRequiredException extends HubException {
    /** The status to answer with. */
    public static final int HTTP_STATUS = 426;

    UpgradeRequiredException(String message) {
        super(ErrorCode.BAD_REQUEST, message);
    }

    /** Adds the headers that go with the status. */
    public void addHeaders(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        headers.set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, WebSocketHandshake.VERSION);
    }
}
