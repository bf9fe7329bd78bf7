package io.broadcasthub.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of an equation, and how long an audit rests. */
class AuditHistoryTest {
    private static long seconds(int s) {
        return Duration.ofSeconds(s).toNanos();
    }

    @Test
    void anEquationHoldsFromItsFirstCheckOrTheLastBreak() {
        Standing held = Standing.NEW.checked(0, seconds(10)).checked(0, seconds(20));
        assertThat(held.held(seconds(25))).isEqualTo(Duration.ofSeconds(15));
        assertThat(held.worst()).isZero();

        Standing broken = held.checked(3, seconds(30)).checked(2, seconds(40));
        assertThat(broken.held(seconds(45))).isEqualTo(Duration.ZERO);
        assertThat(broken.worst()).isEqualTo(3);
        assertThat(broken.checks()).isEqualTo(4);

        Standing again = broken.checked(0, seconds(50));
        assertThat(again.held(seconds(51))).isEqualTo(Duration.ofSeconds(1));
        assertThat(again.worst()).isEqualTo(3);
        assertThat(Standing.NEW.held(seconds(60))).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatCameAndWentExplainsAsMuchAsItself() {
        assertThat(suspects(10, 8, 2, 0)).isEmpty();
        assertThat(suspects(10, 7, 2, 5)).containsExactly("left: 3 more than right");
        assertThat(suspects(10, 15, 2, 5)).isEmpty();
        assertThat(suspects(10, 16, 2, 5)).containsExactly("right: 6 more than left");
    }

    private static List<String> suspects(long left, long right, long gone, long come) {
        Sheet sheet = new Sheet("here", 0);
        sheet.equal("things", "left", left, "right", right, gone, come);
        return sheet.mismatches().stream().map(Mismatch::what).toList();
    }

    @Test
    void theDifferenceIsWhatIsWrongOrWhatDoesNotFit() {
        Sheet sheet = new Sheet("here", 0);
        sheet.counted("things", "left", 5, "right", 5);
        sheet.mismatch("things", "a", "a thing");
        sheet.mismatch("things", "b", "another thing");
        sheet.equal("others", "left", 9, "right", 5);
        sheet.unchecked("sockets", "not asked");
        Look look = Look.of(List.of(sheet));

        assertThat(look.judged()).extracting(Equation::ok).containsExactly(false, false, true);
        assertThat(look.judged()).extracting(Equation::checked).containsExactly(true, true, false);
        assertThat(look.judged()).extracting(look::difference).containsExactly(2L, 4L, 0L);
    }

    @Test
    void theRestGrowsWithTheWork() {
        assertThat(AuditCost.betweenLooks(0)).isEqualTo(Duration.ofMillis(200));
        assertThat(AuditCost.betweenLooks(Duration.ofMillis(100).toNanos())).isEqualTo(Duration.ofMillis(900));

        AuditCost cost = AuditCost.NONE
                .looked(Duration.ofMillis(30).toNanos())
                .held(5)
                .looked(Duration.ofMillis(70).toNanos())
                .held(4);
        assertThat(cost.looks()).isEqualTo(2);
        assertThat(cost.work()).isEqualTo(Duration.ofMillis(100));
        assertThat(cost.longestHold()).isEqualTo(Duration.ofNanos(5));
        assertThat(DutyCycle.rest(cost.work())).isEqualTo(Duration.ofMillis(9_900));
    }
}
