package io.broadcasthub.transport.ws;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.transport.HttpRefusal;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake (RFC 6455 section 4.2), strictly: what is refused here never becomes a connection. Origin, path
 * and identity are others' concern. Pure functions; safe for any thread.
 */
public final class WebSocketHandshake {
    static final String VERSION = "13";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String SWITCHING = """
            HTTP/1.1 101 Switching Protocols\r
            upgrade: websocket\r
            connection: upgrade\r
            sec-websocket-accept:\s""";
    /** Of 16 bytes in Base64, before the padding. */
    private static final int KEY_CHARS = 22;

    private static final String KEY_PADDING = "==";

    private WebSocketHandshake() {}

    /**
     * What was agreed.
     *
     * @param subprotocol to be named in the answer; null if the client offered none
     * @param acceptKey proof that the key was read
     */
    public record Accepted(@Nullable String subprotocol, Compression compression, String acceptKey) {}

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

    /** The 101 that completes the handshake, as it goes over the wire. Of what the client sent only its key is in it, hashed. */
    public static String answer(Accepted accepted) {
        String extensions = accepted.compression().answer();
        return SWITCHING
                + accepted.acceptKey()
                + (accepted.subprotocol() == null ? "" : "\r\nsec-websocket-protocol: " + accepted.subprotocol())
                + (extensions == null ? "" : "\r\nsec-websocket-extensions: " + extensions)
                + "\r\n\r\n";
    }

    private static void checkRequest(HttpRequest request) {
        require(request.decoderResult().isSuccess(), "malformed HTTP request");
        require(HttpMethod.GET.equals(request.method()), "a WebSocket handshake is a GET request");
        require(HttpVersion.HTTP_1_1.equals(request.protocolVersion()), "a WebSocket handshake needs HTTP/1.1");
        HttpHeaders headers = request.headers();
        require(!hasBody(request), "a WebSocket handshake has no body, Content-Length or Transfer-Encoding");
        String host = only(headers, HttpHeaderNames.HOST);
        require(host != null && isHost(host), "exactly one Host header is needed");
    }

    /** The value of a header that is there once; null if it is not, or more often. */
    private static @Nullable String only(HttpHeaders headers, CharSequence name) {
        Iterator<String> values = headers.valueStringIterator(name);
        String first = values.hasNext() ? values.next() : null;
        return values.hasNext() ? null : first;
    }

    /** A length of zero is let through: it changes nothing, and Netty's aggregator adds it where it is asked. */
    private static boolean hasBody(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || (headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        && !"0".equals(only(headers, HttpHeaderNames.CONTENT_LENGTH)))
                || (request instanceof FullHttpRequest full && full.content().isReadable());
    }

    /** White space comes from folded lines, which Netty joins. */
    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (Character.isWhitespace(host.charAt(i))) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static void checkUpgrade(HttpHeaders headers) {
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            require(!headers.contains(HttpHeaderNames.UPGRADE), "the Upgrade header must be 'websocket'");
            throw upgradeRequired("this address speaks WebSocket; connect to it with ws:// or wss://");
        }
        require(
                headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true),
                "the Connection header must contain 'upgrade'; a proxy in between may have removed it");
        if (!VERSION.equals(only(headers, HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
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
        String key = only(headers, HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (key == null || !isKey(key)) {
            throw new HubException(
                    ErrorCode.BAD_REQUEST, "exactly one Sec-WebSocket-Key header of 16 bytes in Base64 is needed");
        }
        return key;
    }

    private static boolean isKey(String key) {
        if (key.length() != KEY_CHARS + KEY_PADDING.length() || !key.endsWith(KEY_PADDING)) {
            return false;
        }
        for (int i = 0; i < KEY_CHARS; i++) {
            if (!isBase64(key.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
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
