package io.broadcasthub.engine.memory.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.testkit.Mutations;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments and records that are almost right. */
class SegmentToleranceTest {
    private static final int ROUNDS = 1_000;
    private static final byte[] TELLING = {0, 1, 2, 3, 4, 5, 6, 7, 8, 127, -1, -128};

    @Test
    void whatWasWrittenIsRead() {
        List<Entry> read = new ArrayList<>();
        byte[] segment = SegmentTolerance.segment();
        int end = new SegmentReader(Path.of("1.journal"), ByteBuffer.wrap(segment)).read(read::add);
        assertThat(read).isEqualTo(SegmentTolerance.WRITTEN);
        assertThat(end).isEqualTo(segment.length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damageInventsNothing(long seed) {
        Random random = new Random(seed);
        byte[] segment = SegmentTolerance.segment();
        for (int i = 0; i < ROUNDS; i++) {
            SegmentTolerance.changed(Mutations.mutate(random, segment, TELLING));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void aRecordOfAnotherVersionIsNamed(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Entry entry = SegmentTolerance.WRITTEN.get(random.nextInt(SegmentTolerance.WRITTEN.size()));
            SegmentTolerance.body(Mutations.mutate(random, SegmentTolerance.body(entry), TELLING));
        }
    }

    @Test
    void aLengthAsksForNoMoreMemoryThanTheRecordFills() {
        byte[] body = SegmentTolerance.body(SegmentTolerance.WRITTEN.get(2));
        // Kind, topic, time, key, no trace.
        int length = 1 + 2 + "orders.eu".length() + 8 + 2 + 1 + 2;
        assertThat(ByteBuffer.wrap(body).getInt(length)).isEqualTo("{\"total\": 12}".length());
        ByteBuffer.wrap(body).putInt(length, Integer.MAX_VALUE);
        assertThatThrownBy(() -> EntryCodec.read(ByteBuffer.wrap(body)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.MAX_VALUE + " bytes of");
    }

    /** Each four bytes here may be the length of a record; to sum all of these would take days. */
    @Test
    void theSearchBehindDamageEnds() {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 25);
        while (bytes.hasRemaining()) {
            bytes.put((byte) 1);
        }
        assertThat(new SegmentReader(Path.of("1.journal"), bytes.flip()).goesOnBehind(0))
                .as("for people to decide")
                .isTrue();
    }

    @Test
    void aCutOffEndIsNoDamage() {
        byte[] segment = SegmentTolerance.segment();
        ByteBuffer cut = ByteBuffer.wrap(segment).slice(0, segment.length - 3);
        SegmentReader reader = new SegmentReader(Path.of("1.journal"), cut);
        int end = reader.read(entry -> {});
        assertThat(end).isLessThan(cut.capacity());
        assertThat(reader.goesOnBehind(end)).isFalse();
    }
}
