package io.broadcasthub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedLedgerTest {
    private final Object first = new Object();
    private final Object second = new Object();

    @Test
    void countsWhatIsOpen() {
        SharedLedger ledger = new SharedLedger(Kind.FEED, 0, () -> 7);
        ledger.opened(first, () -> "first");
        ledger.opened(second, () -> "second");
        ledger.closed(first);

        assertThat(ledger.open()).isEqualTo(1);
        assertThat(ledger.birth(second)).as("none is asked for").isNull();
    }

    @Test
    void keepsTheBirthsOfOneInSoManyUntilTheyAreClosed() {
        SharedLedger ledger = new SharedLedger(Kind.FEED, 2, () -> 7);
        ledger.opened(first, () -> "first");
        ledger.opened(second, () -> "second");

        assertThat(ledger.birth(first)).isNull();
        Birth birth = ledger.birth(second);
        assertThat(birth).isNotNull();
        assertThat(birth.kind()).isEqualTo(Kind.FEED);
        assertThat(birth.what()).isEqualTo("second");
        assertThat(birth.atNanos()).isEqualTo(7);
        assertThat(birth.trace()).contains("SharedLedgerTest.keepsTheBirthsOfOneInSoManyUntilTheyAreClosed");

        ledger.closed(second);
        assertThat(ledger.birth(second)).isNull();
    }
}
