package io.broadcasthub.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookTest {
    @Test
    void onlyWhatIsSeenTwiceStands() {
        Look first = Look.of(List.of(sheet(3, 2), sheet(1, 1)));
        Look other = Look.of(List.of(sheet(2, 3)));

        assertThat(first.suspects())
                .singleElement()
                .satisfies(m -> assertThat(m.what()).contains("ledger: 1 more than walked"));
        assertThat(other.confirming(first).suspects())
                .as("it swings around zero")
                .isEmpty();
        assertThat(Look.of(List.of(sheet(9, 2))).confirming(first).suspects()).hasSize(1);
        assertThat(first.judged()).extracting(Equation::ok).containsOnly(false);
        assertThat(other.confirming(first).judged()).extracting(Equation::ok).containsOnly(true);
    }

    private static Sheet sheet(long left, long right) {
        Sheet sheet = new Sheet("here", 0);
        sheet.equal("things", "ledger", left, "walked", right);
        return sheet;
    }
}
