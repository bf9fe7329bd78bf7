package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Last event ids that are almost right. */
class ResumeToleranceTest {
    private static final int ROUNDS = 5_000;
    private static final byte[] TELLING = ";:-0m9\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    private static final StartAt SOMEWHERE = new StartAt.After(new Position("8Zk2f1aa", 41));
    private static final StartAt NOT_BEGUN = new StartAt.Last(3);
    private static final List<StartAt> STARTS = List.of(SOMEWHERE, NOT_BEGUN, SOMEWHERE);

    @Test
    void anIdIsReadBack() {
        String several = new ResumePoint(ResumeTolerance.SEVERAL, STARTS).encode(List.of());
        assertThat(ResumePoint.decode(several, ResumeTolerance.SEVERAL, NOT_BEGUN))
                .isEqualTo(STARTS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void almostRightIsPlacesOrRefused(long seed) {
        Random random = new Random(seed);
        String one = new ResumePoint(ResumeTolerance.ONE, List.of(SOMEWHERE)).encode(List.of());
        String several = new ResumePoint(ResumeTolerance.SEVERAL, STARTS).encode(List.of());
        for (int i = 0; i < ROUNDS; i++) {
            byte[] id = (random.nextBoolean() ? one : several).getBytes(StandardCharsets.ISO_8859_1);
            ResumeTolerance.check(new String(Mutations.mutate(random, id, TELLING), StandardCharsets.ISO_8859_1));
        }
    }
}
