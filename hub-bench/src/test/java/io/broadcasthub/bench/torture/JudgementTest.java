package io.broadcasthub.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.torture.check.Violations;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private final Violations violations = new Violations(text -> {});

    @Test
    void passed() {
        assertThat(Judgement.verdict(violations, 7)).isEqualTo("torture: PASSED  seed=7");
    }

    @Test
    void failedWithTheReasons() {
        violations.add("lost message", "5 of a");
        violations.add("lost message", "6 of a");
        violations.add("audit mismatch", "1");

        assertThat(Judgement.verdict(violations, 7))
                .isEqualTo("torture: FAILED (lost message ×2; audit mismatch)  seed=7");
    }
}
