package io.broadcasthub.bench.torture.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Faults that are alike, and done by the same crew. */
public enum Family {
    CHURN("readers come and go"),
    STALLED("readers stop reading"),
    SILENT("peers say nothing"),
    MALFORMED("malformed input"),
    FLOOD("floods");

    private final String words;

    Family(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    List<Fault> faults(Duration stallTimeout) {
        return switch (this) {
            case CHURN -> ChurnFault.all();
            case STALLED -> StallFault.all(stallTimeout);
            case SILENT -> List.of(SilentFault.values());
            case MALFORMED -> joined(BadRequest.values(), BadFrame.values(), BadObject.values());
            case FLOOD -> joined(HttpFlood.values(), SocketFlood.values());
        };
    }

    private static List<Fault> joined(Fault[]... kinds) {
        List<Fault> all = new ArrayList<>();
        for (Fault[] kind : kinds) {
            all.addAll(List.of(kind));
        }
        return all;
    }
}
