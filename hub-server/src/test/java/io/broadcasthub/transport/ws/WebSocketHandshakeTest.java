package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.transport.HttpRefusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as they come over the wire, through Netty's parser, and what becomes of them. */
class WebSocketHandshakeTest {
    private static final String GOOD = """
            GET /ws?topic=a HTTP/1.1
            Host: hub.example
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;

    /** A line of the good request, what to put in its place, the status expected. */
    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("GET /ws?topic=a HTTP/1.1", "POST /ws HTTP/1.1", 400),
                Arguments.of("GET /ws?topic=a HTTP/1.1", "HEAD /ws HTTP/1.1", 400),
                Arguments.of("GET /ws?topic=a HTTP/1.1", "get /ws HTTP/1.1", 400),
                Arguments.of("GET /ws?topic=a HTTP/1.1", "GET /ws HTTP/1.0", 400),
                Arguments.of("GET /ws?topic=a HTTP/1.1", "GET /ws HTTP/2.0", 400),
                Arguments.of("GET /ws?topic=a HTTP/1.1", "GET /ws", 400),
                Arguments.of("GET /ws?topic=a HTTP/1.1", "GET /ws HTTP/x.y", 400),
                Arguments.of("Host: hub.example", "", 400),
                Arguments.of("Host: hub.example", "Host: a\nHost: b", 400),
                Arguments.of("Host: hub.example", "Host: a\nContent-Length: 00", 400),
                Arguments.of("Host: hub.example", "Host: a\nContent-Length: 5", 400),
                Arguments.of("Host: hub.example", "Host: a\nContent-Length: -1", 400),
                Arguments.of("Host: hub.example", "Host: a\nContent-Length: 1\nContent-Length: 2", 400),
                Arguments.of("Host: hub.example", "Host: a\nTransfer-Encoding: chunked", 400),
                Arguments.of("Host: hub.example", "Host: a\nTransfer-Encoding: chunked, xchunked", 400),
                Arguments.of("Host: hub.example", "Host: a\nContent-Length: 5\nTransfer-Encoding: chunked", 400),
                Arguments.of("Host: hub.example", "Host: a\n : b", 400),
                Arguments.of("Host: hub.example", "Host: a\nX\u0000Y: b", 400),
                Arguments.of("Host: hub.example", "Host: a\nX: b\u0000c", 400),
                Arguments.of("Connection: Upgrade", "", 400),
                Arguments.of("Connection: Upgrade", "Connection: keep-alive", 400),
                Arguments.of("Connection: Upgrade", "Connection: upgraded", 400),
                Arguments.of("Connection: Upgrade", "Connection: close, \"upgrade\"", 400),
                Arguments.of("Connection: Upgrade", "Connection:", 400),
                Arguments.of("Upgrade: websocket", "", 426),
                Arguments.of("Upgrade: websocket", "Upgrade: h2c", 400),
                Arguments.of("Upgrade: websocket", "Upgrade: websockets", 400),
                Arguments.of("Upgrade: websocket", "Upgrade:", 400),
                Arguments.of("Sec-WebSocket-Version: 13", "", 426),
                Arguments.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 0", 426),
                Arguments.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 7", 426),
                Arguments.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", 426),
                Arguments.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 14", 426),
                Arguments.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 013", 426),
                Arguments.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13, 8", 426),
                Arguments.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13\nSec-WebSocket-Version: 8", 426),
                Arguments.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: x", 426),
                key(""),
                key("Sec-WebSocket-Key:"),
                key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ"),
                key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" + "\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
                key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, x"),
                key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j"),
                key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTE="),
                key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTEy"),
                key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ!=="),
                key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j_Q=="),
                key("Sec-WebSocket-Key: " + "A".repeat(4000)),
                protocol(""),
                protocol("hub.v2.json"),
                protocol("HUB.V1.JSON"),
                protocol("hub.v1.json2"),
                protocol("\"hub.v1.json\""),
                protocol("graphql-ws, mqtt"),
                protocol(","));
    }

    private static Arguments key(String instead) {
        return Arguments.of("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", instead, 400);
    }

    private static Arguments protocol(String offered) {
        return Arguments.of("Host: hub.example", "Host: a\nSec-WebSocket-Protocol: " + offered, 400);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("bad")
    void refuses(String line, String instead, int status) {
        HttpRequest request = parse(GOOD.replace(line + "\n", instead.isEmpty() ? "" : instead + "\n"));
        assertThatThrownBy(() -> WebSocketHandshake.accept(request, true))
                .isInstanceOfSatisfying(HubException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
                    assertThat(e instanceof HttpRefusal).isEqualTo(status == 426);
                });
    }

    @Test
    void theCorpusIsLargeAndItsBaseIsGood() {
        assertThat(bad())
                .hasSizeGreaterThan(50)
                .allSatisfy(row -> assertThat(GOOD).contains(row.get()[0] + "\n"));
        assertThat(WebSocketHandshake.accept(parse(GOOD), true))
                .isEqualTo(new WebSocketHandshake.Accepted(null, Compression.NONE, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    @Test
    void saysWhichVersionWouldDo() {
        HttpRefusal refused = (HttpRefusal)
                catchThrowable(() -> WebSocketHandshake.accept(parse(GOOD.replace("Version: 13", "Version: 8")), true));
        assertThat(refused.status().code()).isEqualTo(426);
        assertThat(refused.headers())
                .extracting(h -> h.name() + ": " + h.value())
                .containsExactlyInAnyOrder("connection: upgrade", "upgrade: websocket", "sec-websocket-version: 13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: keep-alive, Upgrade",
                "connection: UPGRADE",
                "Connection: keep-alive\nConnection: upgrade",
                "Connection:   upgrade  "
            })
    void takesEveryWayToAskForAnUpgrade(String connection) {
        WebSocketHandshake.Accepted accepted = WebSocketHandshake.accept(
                parse(GOOD.replace("Connection: Upgrade", connection).replace(": websocket", ": WebSocket")), true);
        assertThat(accepted.acceptKey()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.v1.json",
                "mqtt, hub.v1.json",
                "hub.v1.json,mqtt",
                "mqtt\nSec-WebSocket-Protocol: hub.v1.json"
            })
    void choosesTheSubprotocolAndNamesIt(String offered) {
        WebSocketHandshake.Accepted accepted =
                WebSocketHandshake.accept(parse(GOOD + "Sec-WebSocket-Protocol: " + offered + "\n"), true);
        assertThat(accepted.subprotocol()).isEqualTo("hub.v1.json");
        assertThat(response(accepted).headers().getAll("sec-websocket-protocol"))
                .containsExactly("hub.v1.json");
    }

    @Test
    void answersTheExampleOfTheRfc() {
        HttpResponse response = response(WebSocketHandshake.accept(parse(GOOD), true));
        assertThat(response.status().code()).isEqualTo(101);
        assertThat(response.headers().get("upgrade")).isEqualTo("websocket");
        assertThat(response.headers().get("connection")).isEqualToIgnoringCase("upgrade");
        assertThat(response.headers().get("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(response.headers().size()).isEqualTo(3);
    }

    @Test
    void agreesToCompressOnlyWhereAllowedAndOffered() {
        HttpRequest request = parse(GOOD + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\n");
        WebSocketHandshake.Accepted accepted = WebSocketHandshake.accept(request, true);
        assertThat(accepted.compression().isAgreed()).isTrue();
        assertThat(response(accepted).headers().get("sec-websocket-extensions"))
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        assertThat(WebSocketHandshake.accept(request, false).compression().isAgreed())
                .isFalse();
        assertThat(WebSocketHandshake.accept(parse(GOOD), true).compression().isAgreed())
                .isFalse();
    }

    private static HttpRequest parse(String lines) {
        return parse(lines.replace("\n", "\r\n") + "\r\n", new HttpRequestDecoder());
    }

    /** The answer, through Netty's parser. */
    private static HttpResponse response(WebSocketHandshake.Accepted accepted) {
        HttpResponse response = parse(WebSocketHandshake.answer(accepted), new HttpResponseDecoder());
        assertThat(response.decoderResult().isSuccess()).isTrue();
        return response;
    }

    private static <T extends HttpMessage> T parse(String wire, ChannelHandler decoder) {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.writeInbound(Unpooled.copiedBuffer(wire, StandardCharsets.ISO_8859_1));
        T message = channel.readInbound();
        channel.finishAndReleaseAll();
        return message;
    }
}
