package io.broadcasthub.transport.ws;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.transport.HttpRefusal;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake (RFC 6455 section 4.2), strictly: what is refused here never becomes a connection. Origin, path
 * and identity are others' concern. Pure functions; safe for any thread.
 */
public final class WebSocketHandshake {
    static final String VERSION = "13";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int KEY_CHARS = 24;

    private WebSocketHandshake() {}

    /**
     * What was agreed.
     *
     * @param subprotocol to be named in the answer; null if the client offered none
     * @param acceptKey proof that the key was read
     */
    public record Accepted(@Nullable String subprotocol, Compression compression, String acceptKey) {
        /** Whether the client reads the frames of {@link MessageDeflater}. */
        public boolean deflate() {
            return compression.isAgreed();
        }
    }

    /**
     * Checks a request and chooses subprotocol and extension.
     *
     * @param allowDeflate whether permessage-deflate is agreed to when offered
     * @throws HttpRefusal 426: no WebSocket handshake, or not of version 13
     * @throws HubException {@code bad_request}: anything else that is wrong
     */
    public static Accepted accept(HttpRequest request, boolean allowDeflate) {
        checkRequest(request);
        HttpHeaders headers = request.headers();
        checkUpgrade(headers);
        String key = checkedKey(headers);
        return new Accepted(
                chooseSubprotocol(headers), allowDeflate ? chooseDeflate(headers) : Compression.NONE, acceptKey(key));
    }

    /** The 101 that completes the handshake. */
    public static FullHttpResponse response(Accepted accepted) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        HttpHeaders headers = response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accepted.acceptKey());
        if (accepted.subprotocol() != null) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, accepted.subprotocol());
        }
        String extensions = accepted.compression().answer();
        if (extensions != null) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, extensions);
        }
        return response;
    }

    private static void checkRequest(HttpRequest request) {
        require(request.decoderResult().isSuccess(), "malformed HTTP request");
        require(HttpMethod.GET.equals(request.method()), "a WebSocket handshake is a GET request");
        require(HttpVersion.HTTP_1_1.equals(request.protocolVersion()), "a WebSocket handshake needs HTTP/1.1");
        HttpHeaders headers = request.headers();
        require(!hasBody(request), "a WebSocket handshake has no body, Content-Length or Transfer-Encoding");
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        require(hosts.size() == 1 && isHost(hosts.get(0)), "exactly one Host header is needed");
    }

    /** A length of zero is let through: it changes nothing, and Netty's aggregator adds it. */
    private static boolean hasBody(HttpRequest request) {
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !(lengths.isEmpty() || lengths.equals(List.of("0")))
                || (request instanceof FullHttpRequest full && full.content().isReadable());
    }

    /** White space comes from folded lines, which Netty joins. */
    private static boolean isHost(String host) {
        return !host.isEmpty() && host.chars().noneMatch(Character::isWhitespace);
    }

    private static void checkUpgrade(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.UPGRADE)) {
            throw upgradeRequired("this address speaks WebSocket; connect to it with ws:// or wss://");
        }
        require(
                headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true),
                "the Upgrade header must be 'websocket'");
        require(
                headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true),
                "the Connection header must contain 'upgrade'; a proxy in between may have removed it");
        if (!headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION).equals(List.of(VERSION))) {
            throw upgradeRequired("only WebSocket version 13 (RFC 6455) is spoken here");
        }
    }

    /** Says what would be accepted (RFC 9110 section 15.5.22, RFC 6455 section 4.4). */
    private static HttpRefusal upgradeRequired(String message) {
        return new HttpRefusal(
                HttpResponseStatus.UPGRADE_REQUIRED,
                ErrorCode.BAD_REQUEST,
                message,
                new HttpRefusal.Header(HttpHeaderNames.CONNECTION, "upgrade"),
                new HttpRefusal.Header(HttpHeaderNames.UPGRADE, "websocket"),
                new HttpRefusal.Header(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION));
    }

    private static String checkedKey(HttpHeaders headers) {
        List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        require(
                keys.size() == 1 && isKey(keys.get(0)),
                "exactly one Sec-WebSocket-Key header of 16 bytes in Base64 is needed");
        return keys.get(0);
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == KEY_CHARS && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String acceptKey(String key) {
        byte[] hash = LoopMemory.current().sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(hash);
    }

    private static @Nullable String chooseSubprotocol(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            return null;
        }
        require(
                headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, JsonFrameCodec.SUBPROTOCOL, false),
                "none of the offered subprotocols is spoken here; offer 'hub.v1.json', or none");
        return JsonFrameCodec.SUBPROTOCOL;
    }

    private static Compression chooseDeflate(HttpHeaders headers) {
        for (String value : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
            for (ExtensionOffer offer : ExtensionOffer.parse(value)) {
                Compression choice = DeflateNegotiation.choose(offer);
                if (choice.isAgreed()) {
                    return choice;
                }
            }
        }
        return Compression.NONE;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new HubException(ErrorCode.BAD_REQUEST, message);
        }
    }
}
