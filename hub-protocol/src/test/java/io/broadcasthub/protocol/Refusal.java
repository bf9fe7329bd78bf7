package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Objects;

/** Reads what must be refused and returns the refusal. */
final class Refusal {
    private static final FrameCodec CODEC = new JsonFrameCodec();

    private Refusal() {}

    static FrameException ofClientFrame(String text) {
        return ofClientFrame(text.getBytes(UTF_8));
    }

    static FrameException ofClientFrame(byte[] bytes) {
        return of(() -> CODEC.readClientFrame(bytes, 0, bytes.length), new String(bytes, UTF_8));
    }

    static FrameException ofServerFrame(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return of(() -> CODEC.readServerFrame(bytes, 0, bytes.length), text);
    }

    static FrameException ofPublishLine(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return of(() -> CODEC.readPublishLine(bytes, 0, bytes.length), text);
    }

    private static FrameException of(Runnable read, String text) {
        Throwable thrown = catchThrowable(read::run);
        assertThat(thrown).as(text).isInstanceOf(FrameException.class);
        return (FrameException) Objects.requireNonNull(thrown);
    }
}
