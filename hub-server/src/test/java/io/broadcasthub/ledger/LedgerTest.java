package io.broadcasthub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(ledger.open(Kind.TIMER)).isZero();
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
}
