package io.broadcasthub.bench.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final long MIB = 1 << 20;

    private final Violations violations = new Violations(text -> {});
    private final Growth growth = new Growth(violations);

    @Test
    void noiseIsFine() {
        for (long heap : new long[] {40, 45, 38, 50, 41}) {
            growth.look(Map.of(Growth.Kind.HEAP, heap * MIB));
        }

        assertThat(violations.count()).isZero();
        assertThat(growth.most()).containsEntry(Growth.Kind.HEAP, 10 * MIB);
        assertThat(growth.rests()).isEqualTo(5);
    }

    @Test
    void whatGrowsIsFound() {
        for (long rest = 0; rest < 10; rest++) {
            growth.look(Map.of(Growth.Kind.HEAP, (40 + 4 * rest) * MIB));
        }

        assertThat(violations.summary()).startsWith("growth");
        assertThat(violations.texts().get(0)).contains("heap grew by 28.0 MiB");
    }

    @Test
    void descriptorsCountOneByOne() {
        growth.look(Map.of(Growth.Kind.DESCRIPTORS, 60L));
        growth.look(Map.of(Growth.Kind.DESCRIPTORS, 68L));
        assertThat(violations.count()).isZero();

        growth.look(Map.of(Growth.Kind.DESCRIPTORS, 69L));
        assertThat(violations.texts()).singleElement().asString().contains("descriptors grew by 9");
    }

    @Test
    void aNewProcessBeginsAnew() {
        growth.look(Map.of(Growth.Kind.RSS, 100 * MIB));
        growth.begin();
        growth.look(Map.of(Growth.Kind.RSS, 300 * MIB));

        assertThat(violations.count()).isZero();
    }
}
