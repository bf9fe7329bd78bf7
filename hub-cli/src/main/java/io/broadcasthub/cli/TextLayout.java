package io.broadcasthub.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One event a line: time, level, logger, message, key=value. Whatever clients can put into a log is escaped and cut, so
 * that nobody can forge a line or send control sequences to a terminal.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());
    private static final int MAX_MESSAGE = 2000;
    private static final int MAX_VALUE = 200;
    private static final int MAX_FRAMES = 40;

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder b = new StringBuilder(160);
        b.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        b.append(String.format(" %-5s ", event.getLevel()));
        b.append(event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1));
        b.append(": ");
        escape(b, event.getFormattedMessage(), MAX_MESSAGE, false);
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                b.append(' ').append(pair.key).append('=');
                value(b, String.valueOf(pair.value));
            }
        }
        b.append(System.lineSeparator());
        throwable(b, event.getThrowableProxy(), "");
        return b.toString();
    }

    private static void value(StringBuilder b, String value) {
        boolean quoted = value.isEmpty() || value.chars().anyMatch(c -> c == ' ' || c == '"' || c == '=');
        if (quoted) {
            b.append('"');
        }
        escape(b, value, MAX_VALUE, quoted);
        if (quoted) {
            b.append('"');
        }
    }

    private static void throwable(StringBuilder b, @Nullable IThrowableProxy thrown, String prefix) {
        if (thrown == null) {
            return;
        }
        b.append("  ").append(prefix).append(thrown.getClassName()).append(": ");
        escape(b, String.valueOf(thrown.getMessage()), MAX_MESSAGE, false);
        b.append(System.lineSeparator());
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
            b.append("    ").append(frames[i].getSTEAsString()).append(System.lineSeparator());
        }
        if (!thrown.isCyclic()) {
            throwable(b, thrown.getCause(), "caused by ");
        }
    }

    private static void escape(StringBuilder b, String text, int max, boolean quoted) {
        int end = Math.min(text.length(), max);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> b.append("\\n");
                case '\r' -> b.append("\\r");
                case '\t' -> b.append("\\t");
                case '"' -> b.append(quoted ? "\\\"" : "\"");
                default -> {
                    if (Character.isISOControl(c) || isFormat(c)) {
                        b.append(String.format("\\u%04x", (int) c));
                    } else {
                        b.append(c);
                    }
                }
            }
        }
        if (end < text.length()) {
            b.append("…");
        }
    }

    /** Line separators of Unicode, and characters that turn the direction of text round. */
    private static boolean isFormat(char c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
