package io.broadcasthub.simulation;

import java.util.List;

/** Defects that hubs like this one have had, or nearly. The first three are those of the study the project began with. */
final class Defects {
    static final List<Defect> STUDY = List.of(
            new Defect(
                    "a stream's end is missed",
                    "transport/ConnectionGuard.java",
                    "channel.closeFuture().addListener(session);",
                    ""),
            new Defect("the registry keeps dead subscribers", "session/Session.java", "        closeCursors();\n", ""),
            new Defect(
                    "a background pusher outlives the stop",
                    "server/Shutdown.java",
                    "steps.take(\"end background tasks\", wiring.background::close);",
                    ""));

    static final List<Defect> LIFE = List.of(
            new Defect("a connection stays counted", "session/Session.java", "        admission.closed();\n", ""),
            new Defect("a handshake stays counted", "session/RequestPhase.java", "admission.handshakeEnded();", ""),
            new Defect(
                    "a removed session's neighbour has the wrong place",
                    "session/SessionLoop.java",
                    "last.index = session.index;",
                    ""),
            new Defect(
                    "a removed cursor's neighbour has the wrong place",
                    "topic/CursorTable.java",
                    "last.index = place;",
                    ""),
            new Defect("unsubscribing leaves the cursor", "session/Session.java", "cursor.cancel();", ""),
            new Defect(
                    "a topic without subscribers is never given up",
                    "topic/TopicDirectory.java",
                    "idle.add(new Idle(topic, ticker.getAsLong()));",
                    ""),
            new Defect(
                    "a topic is given up under a subscriber who came back",
                    "topic/TopicDirectory.java",
                    "present == topic && topic.isUnused();",
                    "present == topic;"),
            new Defect(
                    "interests are not swept",
                    "server/Wiring.java",
                    "routine.every(background, \"interests\", Duration.ofSeconds(1), directory::sweep);",
                    ""),
            new Defect("an interest stays counted", "engine/memory/MemoryInterest.java", "ledger.closed(this);", ""),
            new Defect("encoded messages are not released", "topic/RunCache.java", "        run.release();\n", ""),
            new Defect(
                    "a failed write loses a buffer",
                    "transport/stream/StreamOutbound.java",
                    "                bytes.release();\n",
                    ""),
            new Defect(
                    "who does not leave is not cut off",
                    "server/Shutdown.java",
                    "steps.take(\"cut off connections\", () -> threads(wiring).await(drain.cutOff()));",
                    ""),
            new Defect(
                    "the stop leaves loops",
                    "server/Shutdown.java",
                    "steps.take(\"end the loops\", wiring::endLoops);",
                    ""),
            new Defect(
                    "accepting is not taken up again",
                    "server/AcceptGate.java",
                    "channel.config().setAutoRead(room);",
                    "channel.config().setAutoRead(false);"));

    static final List<Defect> TIME = List.of(
            new Defect(
                    "a slow handshake is never over",
                    "session/SweepVisit.java",
                    "if (session.isOver(now)) {",
                    "if (session.isOver(now) && session.state() == Session.State.CLOSING) {"),
            new Defect(
                    "a close is waited for without end",
                    "session/SweepVisit.java",
                    "if (session.isOver(now)) {",
                    "if (session.isOver(now) && session.state() == Session.State.REQUEST) {"),
            new Defect(
                    "streams get no heartbeat", "session/Watch.java", "return quiet || unheard ?", "return unheard ?"),
            new Defect(
                    "vanished peers are not missed",
                    "session/Watch.java",
                    "now - heardAt >= 2 * heartbeat",
                    "now - heardAt >= 200 * heartbeat"),
            new Defect(
                    "stuck readers are kept", "session/Watch.java", "return Finding.STALLED;", "return Finding.FINE;"),
            new Defect(
                    "stuck readers with little to take are kept",
                    "session/Watch.java",
                    "queue == null || queue.isEmpty()",
                    "queue == null || queue.totalPendingWriteBytes() < 1_000"),
            new Defect(
                    "time runs back with the clock",
                    "engine/memory/MemoryTopic.java",
                    "newestMillis = Math.max(newestMillis, clock.millis());",
                    "newestMillis = clock.millis();"));

    static final List<Defect> DELIVERY = List.of(
            new Defect(
                    "a message is delivered twice",
                    "topic/Advance.java",
                    "cursor.next = last + 1;",
                    "cursor.next = last;"),
            new Defect(
                    "a resume repeats a message",
                    "topic/Advance.java",
                    "after.position().offset() + 1 : first",
                    "after.position().offset() : first"),
            new Defect("the first message is left out", "topic/Advance.java", "head - last + 1)", "head - last + 2)"),
            new Defect(
                    "a resume crosses a restart",
                    "topic/Advance.java",
                    "!after.epoch().equals(log.epoch()) || after.offset() > head",
                    "after.offset() > head"),
            new Defect(
                    "a gap is not told",
                    "topic/Advance.java",
                    "gapSent = sendGap(cursor, after.position(), log, gap);",
                    ""),
            new Defect(
                    "what was written is not flushed",
                    "topic/Advance.java",
                    "            subscriber.flushSoon();\n",
                    ""),
            new Defect("several topics are not flushed", "session/Session.java", "loop.flushSoon(this);", ""),
            new Defect("answers are not flushed", "session/Conversation.java", "            session.flush();\n", ""),
            new Defect(
                    "only one loop is told", "topic/Loops.java", "all.forEach(action);", "action.accept(all.get(0));"),
            new Defect("a slow reader is not taken up again", "session/Session.java", "all.get(i).advance();", ""),
            new Defect(
                    "what is published during a long fan-out is forgotten",
                    "topic/LongFanOut.java",
                    "        again = true;\n",
                    ""),
            new Defect(
                    "each turn of a long fan-out leaves one out",
                    "topic/LongFanOut.java",
                    "Math.min(left, topic.size());",
                    "Math.min(left, topic.size()) - 1;"),
            new Defect("a conflated message is repeated", "topic/Advance.java", "conflation.delivered();", ""),
            new Defect(
                    "formats share what is encoded",
                    "topic/EncodedRun.java",
                    "format == wanted && from <= offset",
                    "from <= offset"),
            new Defect(
                    "a stream's place is old",
                    "transport/stream/StreamOutbound.java",
                    "        if (!format.joinable()) {\n            try {\n                writeId();",
                    "        if (!format.joinable()) {\n            try {\n"),
            new Defect(
                    "reading is not taken up again",
                    "session/Conversation.java",
                    "session.channel().config().setAutoRead(read);",
                    "session.channel().config().setAutoRead(false);"),
            new Defect("publishes stay counted", "session/PublishHandler.java", "conversation.publishEnded();", ""));

    static final List<Defect> ENGINE = List.of(
            new Defect(
                    "a repeated publish is a second message",
                    "engine/memory/MemoryTopic.java",
                    "if (earlier != null) {",
                    "if (earlier != null && earlier < 0) {"),
            new Defect(
                    "a new pattern is not fed",
                    "engine/memory/MemoryTopic.java",
                    "if (index.version() != known.version()) {",
                    "if (known.version() < 0) {"),
            new Defect(
                    "a ring is resized wrongly",
                    "log/MessageRing.java",
                    "int to = slot(offset);",
                    "int to = (int) (offset - first);"),
            new Defect(
                    "reading begins one too late",
                    "log/MessageLog.java",
                    "for (long offset = from; ring",
                    "for (long offset = Math.min(from + 1, head); ring"),
            new Defect(
                    "a message that is retained is dropped",
                    "log/MessageLog.java",
                    "while (retained() >= terms.retention.messages()) {",
                    "while (retained() >= Math.min(terms.retention.messages(), 40)) {"),
            new Defect(
                    "a repair is not made",
                    "simulation/RemoteEngine.java",
                    "                window.take(range);\n",
                    ""),
            new Defect(
                    "what is missing is stepped over",
                    "simulation/RemoteWindow.java",
                    " || offset > log().head() + 1",
                    ""));

    private Defects() {}

    static List<Defect> all() {
        return List.of(STUDY, LIFE, TIME, DELIVERY, ENGINE).stream()
                .flatMap(List::stream)
                .toList();
    }
}
