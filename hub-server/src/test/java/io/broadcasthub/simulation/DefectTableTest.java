package io.broadcasthub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted defect is found by the seeds that find nothing in the hub as it is ({@link SimulationTest}). */
class DefectTableTest {
    private static final int STEPS = 3_000;
    /** Most are found by the first few; a repeated conflated message by one in sixteen. */
    private static final int SEEDS = 60;

    private static final List<String> TABLE = Collections.synchronizedList(new ArrayList<>());

    static Stream<Defect> defects() {
        String only = System.getProperty("simulation.defect");
        return Defects.all().stream()
                .filter(defect -> only == null || defect.name().contains(only));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void isFound(Defect defect) throws Exception {
        DefectiveHub hub = new DefectiveHub(defect);
        for (long seed = 1; seed <= SEEDS; seed++) {
            String[] result = hub.attempt(seed, STEPS);
            if (result.length > 1) {
                TABLE.add(String.format(
                        "%-55s seed %2d, step %,6d: %s", defect, seed, Long.parseLong(result[0]), line(result[1])));
                return;
            }
        }
        assertThat(defect).as("found by one of %d seeds", SEEDS).isNull();
    }

    private static String line(String found) {
        String first = found.lines().findFirst().orElse("");
        return first.length() > 110 ? first.substring(0, 110) + "…" : first;
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(Defects.all()).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
        assertThat(Defects.STUDY).hasSize(3);
    }

    @AfterAll
    static void print() {
        System.out.println("planted defects, and what found them:");
        TABLE.forEach(row -> System.out.println("  " + row));
    }
}
