package io.broadcasthub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlConverterTest {
    private final UrlConverter converter = new UrlConverter();

    @ParameterizedTest
    @CsvSource({
        "ws://127.0.0.1:8080/ws, ws://127.0.0.1:8080/ws",
        "WS://hub.example/ws, ws://hub.example:80/ws",
        "ws://[::1]/ws, ws://[::1]:80/ws",
        "ws://hub.example/hub/ws?x=y%20z, ws://hub.example:80/hub/ws?x=y%20z",
    })
    void pathAndQueryAreKeptAndAPortIsAdded(String given, String expected) {
        assertThat(converter.convert(given)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "wss://hub.example/ws, the generator speaks no TLS",
        "https://hub.example/ws, the generator speaks no TLS",
        "http://hub.example/, 'write ws://host:port/ws, the hub''s WebSocket'",
        "hub.example:8080, write ws://host:port/ws",
        "ws:///ws, write ws://host:port/ws",
        "ws://hub.example:0/ws, write ws://host:port/ws",
        "ws://hub.example, it has to end with the path of the WebSocket",
        "ws://hub.example/hub/, it has to end with the path of the WebSocket",
        "ws://me:secret@hub.example/ws, names, passwords and fragments are not sent",
        "ws://hub.example/ws#here, names, passwords and fragments are not sent",
        "ws://a b/, write ws://host:port/ws",
    })
    void whatCannotBeReachedIsRefusedWithWhatToDo(String given, String why) {
        assertThatThrownBy(() -> converter.convert(given)).hasMessageContaining(why);
    }

    @Test
    void secretsAreNotRepeated() {
        assertThatThrownBy(() -> converter.convert("wss://hub.example/ws?token=abc"))
                .hasMessageContaining("wss://hub.example/ws?…")
                .hasMessageNotContaining("abc");
        assertThatThrownBy(() -> converter.convert("ws://me:abc@hub.example/ws"))
                .hasMessageContaining("ws://…@hub.example/ws")
                .hasMessageNotContaining("abc");
    }
}
