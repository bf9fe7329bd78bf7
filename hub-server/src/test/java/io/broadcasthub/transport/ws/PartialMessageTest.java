package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message takes that comes in pieces: a promise is nothing, and what has come is not copied again and again. */
class PartialMessageTest {
    private static final int LIMIT = 1 << 20;
    private static final WebSocketLimits LIMITS = new WebSocketLimits(LIMIT, 1000);

    private final PartialMessage message = new PartialMessage(false);

    private void begin(boolean last, int length) {
        assertThat(message.beginFrame(last, length, 0, LIMITS)).isNull();
    }

    private void append(int length) {
        ByteBuf piece = Unpooled.wrappedBuffer("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
        assertThat(message.append(piece)).isNull();
        assertThat(piece.isReadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_000, 64 << 10})
    void holdsAtMostFourTimesWhatHasArrived(int piece) {
        begin(true, LIMIT);
        assertThat(message.bytes()).as("of a promise alone").isEmpty();
        for (int arrived = piece; arrived < LIMIT; arrived += piece) {
            append(piece);
            assertThat(message.size()).isEqualTo(arrived);
            assertThat(message.bytes().length).isBetween(arrived, Math.min(LIMIT, 4 * arrived));
            if (piece == 1 && arrived > 10_000) {
                return;
            }
        }
    }

    /** The first read of a connection takes 2 KiB, the next ones 64 KiB. */
    @ParameterizedTest
    @CsvSource({"8000, 1", "8193, 2", "65536, 2", "300000, 3", "1048576, 3"})
    void endsInAnArrayOfItsLengthAfterFew(int length, int arrays) {
        begin(true, length);
        byte[] last = message.bytes();
        int seen = 0;
        for (int arrived = 0; arrived < length; ) {
            int piece = Math.min(length - arrived, arrived == 0 ? 2 << 10 : 64 << 10);
            append(piece);
            arrived += piece;
            seen += message.bytes() == last ? 0 : 1;
            last = message.bytes();
        }
        assertThat(message.isComplete()).isTrue();
        assertThat(message.bytes()).hasSize(length);
        assertThat(seen).isEqualTo(arrays);
    }

    /** How many fragments follow nobody knows. */
    @Test
    void ofFragmentsItHoldsNoMoreThanAMessageMayHave() {
        begin(false, LIMIT / 2);
        append(LIMIT / 2);
        assertThat(message.bytes()).hasSize(LIMIT);
        assertThat(message.isComplete()).isFalse();
        begin(true, LIMIT / 2);
        append(LIMIT / 2);
        assertThat(message.isComplete()).isTrue();
        assertThat(message.size()).isEqualTo(LIMIT);
    }

    @Test
    void theLargestThatCanBeSetDoesNotOverflow() {
        WebSocketLimits limits = new WebSocketLimits(Integer.MAX_VALUE / 4, 2);
        assertThat(limits.maxBytes(true)).isPositive();
        PartialMessage compressed = new PartialMessage(true);
        assertThat(compressed.beginFrame(false, limits.maxBytes(true), 0, limits))
                .isNull();
        assertThat(compressed.append(Unpooled.wrappedBuffer(new byte[1 << 10]))).isNull();
        assertThat(compressed.bytes()).hasSize(4 << 10);
    }
}
