package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.broadcasthub.config.LogConfig;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** No client can forge a log line. */
class LogsTest {
    private static final String HOSTILE = "a\r\nb\u001b[31m\u2028\u202e\u0085c";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Test
    void textIsOneLineWithKeysAndValues() {
        assertThat(line(LogConfig.Format.TEXT, "subscribed", "chat.a", null))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ WARN  Topics: subscribed topic=chat.a\\R");
        assertThat(line(LogConfig.Format.TEXT, "m", "with \"space", null)).endsWith(" topic=\"with \\\"space\"\n");
    }

    @Test
    void controlCharactersAreEscapedInText() {
        String line = line(LogConfig.Format.TEXT, HOSTILE, HOSTILE, null);

        String escaped = "a\\r\\nb\\u001b[31m\\u2028\\u202e\\u0085c";
        assertThat(line.lines()).hasSize(1);
        assertThat(line).endsWith(" Topics: " + escaped + " topic=" + escaped + "\n");
    }

    @Test
    void controlCharactersAreEscapedInJson() {
        String line = line(LogConfig.Format.JSON, HOSTILE, HOSTILE, null);

        assertThat(line).endsWith("}\n").contains("\\r\\n").doesNotContain("\u001b");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line).contains("\"formattedMessage\"", "\"topic\"");
    }

    @Test
    void longValuesAreCut() {
        assertThat(line(LogConfig.Format.TEXT, "m", "x".repeat(10_000), null))
                .endsWith(" topic=" + "x".repeat(200) + "…\n");
    }

    @Test
    void exceptionsCannotForgeLinesEither() {
        Exception e = new IllegalStateException("outer\nforged", new IllegalArgumentException("inner\r"));
        String line = line(LogConfig.Format.TEXT, "failed", "t", e);

        assertThat(line)
                .contains("  java.lang.IllegalStateException: outer\\nforged\n    at io.broadcasthub.cli.LogsTest.")
                .contains("  caused by java.lang.IllegalArgumentException: inner\\r\n");
    }

    private String line(LogConfig.Format format, String message, String topic, @Nullable Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                "fqcn", context.getLogger("io.broadcasthub.topic.Topics"), Level.WARN, message, thrown, null);
        event.addKeyValuePair(new KeyValuePair("topic", topic));
        return new String(Logs.encoder(format, context).encode(event), StandardCharsets.UTF_8);
    }
}
