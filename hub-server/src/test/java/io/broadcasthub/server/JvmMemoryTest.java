package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmMemoryTest {
    private static final int BLOCK = 1 << 20;
    private static final int PERCENT = 1;
    /** More than the percentage, so that the JVM is short of it. */
    private static final int BLOCKS = 24 + (int) (Runtime.getRuntime().maxMemory() / 100 * PERCENT / BLOCK);

    /** Nobody allocates on a hub that refuses everything, so nothing but the question itself can bring it to light. */
    @Test
    void noticesThatMemoryHasComeFreeThoughNothingIsAllocated() {
        List<byte[]> held = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            held.add(new byte[BLOCK]);
        }
        JvmMemory patient = new JvmMemory(new Recollection(Duration.ofDays(1)));
        System.gc();
        long before = patient.heap(PERCENT).used();
        assertThat(before).isGreaterThan((long) held.size() * BLOCK);

        held.clear();
        assertThat(patient.heap(PERCENT).used())
                .as("as of the latest collection")
                .isEqualTo(before);
        JvmMemory impatient = new JvmMemory(new Recollection(Duration.ZERO));
        assertThat(impatient.heap(PERCENT).used()).isLessThan(before - (BLOCKS - 4L) * BLOCK);
    }
}
