package io.broadcasthub.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.torture.fault.Family;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static List<Episode> episodes(long seed) {
        Script script = new Script(new TorturePlan(seed, Duration.ofMinutes(3), 40, 90, Duration.ZERO));
        return Stream.generate(script::next).limit(30).toList();
    }

    @Test
    void theSeedDecides() {
        assertThat(episodes(1)).isEqualTo(episodes(1)).isNotEqualTo(episodes(2));
    }

    @Test
    void beginsWithEverythingAndBothWaysToEndAHub() {
        Episode first = episodes(1).get(0);

        assertThat(first.workers()).containsOnlyKeys(Family.values()).containsEntry(Family.STALLED, 4);
        assertThat(first.ending()).isEqualTo(Ending.SIGTERM);
        assertThat(episodes(1).get(1).ending()).isEqualTo(Ending.SIGKILL);
    }

    @Test
    void endsTheHubWithinTheEpisodeAndNotInEach() {
        assertThat(episodes(3)).allSatisfy(episode -> {
            assertThat(episode.workers()).isNotEmpty();
            assertThat(episode.endsAt()).isLessThan(episode.length());
        });
        assertThat(episodes(3)).extracting(Episode::ending).contains(Ending.values());
    }
}
