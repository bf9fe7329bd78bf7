package io.broadcasthub.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void countsEachKindByItself() {
        ledger.opened(Kind.CURSOR);
        ledger.opened(Kind.CURSOR);
        ledger.opened(Kind.RUN);
        ledger.closed(Kind.CURSOR);

        assertThat(ledger.open(Kind.CURSOR)).isEqualTo(1);
        assertThat(ledger.open(Kind.RUN)).isEqualTo(1);
        assertThat(ledger.open(Kind.SWEEP)).isZero();
    }

    @Test
    void showsWhatIsClosedTwice() {
        ledger.closed(Kind.RUN);

        assertThat(ledger.open(Kind.RUN)).isEqualTo(-1);
    }

    @Test
    void takesNoBirthUnlessAskedTo() {
        assertThat(ledger.opened(Kind.CONNECTION, () -> "a", 1)).isNull();
        assertThat(ledger.births()).isEmpty();
    }

    @Test
    void keepsTheBirthsOfOneInSoMany() {
        ledger.sampleBirths(2);

        assertThat(ledger.opened(Kind.CONNECTION, () -> "a", 1)).isNull();
        Birth second = ledger.opened(Kind.CONNECTION, () -> "b", 2);
        assertThat(ledger.opened(Kind.CURSOR, () -> "c", 3)).isNull();
        Birth fourth = ledger.opened(Kind.CURSOR, () -> "d", 4);
        ledger.closed(Kind.CURSOR, fourth);

        assertThat(ledger.births()).hasSize(1).allMatch(b -> b == second);
        assertThat(second).isNotNull();
        assertThat(second.what()).isEqualTo("b");
        assertThat(second.trace()).contains("LedgerTest.keepsTheBirthsOfOneInSoMany");
        assertThat(ledger.open(Kind.CONNECTION)).isEqualTo(2);
        assertThat(ledger.open(Kind.CURSOR)).isEqualTo(1);
    }

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
