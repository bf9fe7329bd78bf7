package io.broadcasthub.config;

import java.time.Duration;

/** What the logs of all topics share. */
public record HistoryConfig(
        @Setting(
                value = "40",
                min = "1",
                max = "80",
                doc =
                        "Percent of the maximum heap that all logs together may hold, the topics themselves included. Beyond it the topics idle longest give up their history first, and end if nobody is subscribed.")
        int budgetPercent,

        @Setting(
                value = "1000000",
                min = "1",
                max = "100000000",
                doc = "Most topics; a publish that would begin another one is refused with `overloaded`.")
        int maxTopics,

        @Setting(
                value = "1000",
                min = "1",
                max = "100000",
                doc = "Most distinct patterns with subscribers; every publish is held against them.")
        int maxPatterns,

        @Setting(
                value = "2m",
                min = "1s",
                max = "1d",
                doc =
                        "How long a pattern's log is fed after its last subscriber left, so that one who reconnects misses nothing.")
        Duration patternLinger,

        @Setting(value = "2m", min = "1s", max = "1d", doc = "How long a `dedupe` name is remembered.")
        Duration dedupeWindow,

        @Setting(
                value = "100000",
                min = "1",
                max = "10000000",
                doc = "Most `dedupe` names remembered of one topic; the oldest are forgotten first.")
        int dedupeNames) {}
