package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.GapReason;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame.Gap;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final TopicFilter NEWS = new TopicFilter("news");

    private static Cursor at(StartAt start, @Nullable String at, @Nullable Boolean recovered) {
        Cursor cursor = new Cursor(NEWS, start);
        cursor.attached(at == null ? null : Position.parse(at), recovered);
        return cursor;
    }

    private static StartAt after(String id) {
        return new StartAt.After(Position.parse(id));
    }

    private static Gap gap(@Nullable String after, String next, GapReason reason) {
        return new Gap(NEWS, after == null ? null : Position.parse(after), Position.parse(next), reason);
    }

    private static String accept(Cursor cursor, String id) {
        Cursor.Verdict verdict = cursor.accept(FakePeer.message("news", id, "1"));
        if (verdict instanceof Cursor.Verdict.AfterGap missing) {
            Gap gap = missing.gap();
            return gap.after() + ">" + gap.next() + " " + gap.reason().wireName();
        }
        return verdict.getClass().getSimpleName();
    }

    @Test
    void takesTheNextAndDropsWhatItHad() {
        Cursor cursor = at(StartAt.LIVE, "e:4", null);
        assertThat(accept(cursor, "e:5")).isEqualTo("Next");
        assertThat(accept(cursor, "e:5")).isEqualTo("Duplicate");
        assertThat(accept(cursor, "e:4")).isEqualTo("Duplicate");
        assertThat(accept(cursor, "e:6")).isEqualTo("Next");
        assertThat(cursor.resume()).isEqualTo(after("e:6"));
    }

    @Test
    void aHoleIsReportedAndPassedOver() {
        Cursor cursor = at(StartAt.LIVE, "e:4", null);
        assertThat(accept(cursor, "e:7")).isEqualTo("e:4>e:7 unavailable");
        assertThat(accept(cursor, "e:8")).isEqualTo("Next");
    }

    @Test
    void aNewEpochWithoutWordIsAGap() {
        Cursor cursor = at(after("e:4"), "e:4", true);
        assertThat(accept(cursor, "f:1")).isEqualTo("e:4>f:1 restarted");
        assertThat(accept(cursor, "f:2")).isEqualTo("Next");
    }

    @Test
    void aReportedGapMovesOnAndResumesBehindIt() {
        Cursor cursor = at(after("e:4"), "e:100", false);
        cursor.skip(gap("e:4", "e:50", GapReason.EXPIRED));
        assertThat(cursor.resume()).isEqualTo(after("e:49"));
        assertThat(accept(cursor, "e:50")).isEqualTo("Next");
        assertThat(accept(cursor, "e:52")).isEqualTo("e:50>e:52 unavailable");
    }

    @Test
    void aFailedRecoveryWithoutAGapIsOne() {
        Cursor cursor = at(after("e:4"), "e:9", false);
        assertThat(accept(cursor, "e:5")).isEqualTo("e:4>e:5 unavailable");
        assertThat(accept(cursor, "e:6")).isEqualTo("Next");
    }

    @Test
    void aLogThatLostItsEndCountsAgain() {
        Cursor cursor = at(after("e:9"), "e:5", false);
        cursor.skip(gap("e:9", "e:6", GapReason.UNAVAILABLE));
        assertThat(accept(cursor, "e:6")).isEqualTo("Next");
    }

    @Test
    void aConflatingTopicJumpsAfterASlowGapUntilTheNextAttach() {
        Cursor cursor = at(StartAt.LIVE, "e:4", null);
        cursor.skip(gap("e:4", "e:20", GapReason.SLOW));
        assertThat(accept(cursor, "e:20")).isEqualTo("Next");
        assertThat(accept(cursor, "e:33")).isEqualTo("Next");
        assertThat(accept(cursor, "e:33")).isEqualTo("Duplicate");
        cursor.attached(Position.parse("e:40"), true);
        assertThat(accept(cursor, "e:35")).isEqualTo("e:33>e:35 unavailable");
    }

    @Test
    void beforeTheFirstMessageItResumesWhereItStarted() {
        assertThat(new Cursor(NEWS, StartAt.LIVE).resume()).isEqualTo(StartAt.LIVE);
        assertThat(at(StartAt.LIVE, "e:4", null).resume()).isEqualTo(after("e:4"));
        assertThat(at(new StartAt.Last(3), "e:10", null).resume()).isEqualTo(after("e:7"));
        assertThat(at(new StartAt.Last(30), "e:10", null).resume()).isEqualTo(after("e:0"));
        assertThat(at(after("e:1"), "e:10", true).resume()).isEqualTo(after("e:1"));
    }

    @Test
    void anEmptyTopicIsResumedFromItsFirstMessage() {
        Cursor cursor = at(StartAt.LIVE, null, null);
        assertThat(cursor.resume()).isEqualTo(new StartAt.Last(Integer.MAX_VALUE));
        cursor.attached(Position.parse("e:3"), null);
        assertThat(accept(cursor, "e:2")).isEqualTo("null>e:2 expired");
        assertThat(accept(cursor, "e:3")).isEqualTo("Next");

        Cursor complete = at(StartAt.LIVE, null, null);
        assertThat(accept(complete, "e:1")).isEqualTo("Next");
    }

    @Test
    void replayedMessagesMayStartAnywhere() {
        Cursor cursor = at(new StartAt.Last(3), "e:10", null);
        assertThat(accept(cursor, "e:9")).isEqualTo("Next");
        assertThat(accept(cursor, "e:10")).isEqualTo("Next");
        assertThat(accept(cursor, "e:12")).isEqualTo("e:10>e:12 unavailable");
    }
}
