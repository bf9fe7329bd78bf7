package io.broadcasthub.bench.torture.check;

import io.broadcasthub.bench.server.AuditPage;
import io.broadcasthub.bench.server.Metrics;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks a hub over and over how it is, and looks at what must be so at any moment while there is one. One thread. */
public final class HubWatch {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    /** Figures that must read zero, with the label where there is one. */
    private static final List<String> ZERO = List.of(
            "hub_audit_mismatches",
            "hub_leak_signatures",
            "hub_rejected_total{reason=\"internal\"}",
            "hub_closes_total{code=\"1011\"}");

    private final Duration patience;
    private final Outages outages;
    private final Violations violations;
    private final Set<String> untold = new TreeSet<>(ZERO);
    private long looks;

    public HubWatch(Duration patience, Outages outages, Violations violations) {
        this.patience = patience;
        this.outages = outages;
        this.violations = violations;
    }

    /**
     * @param admin the hub's admin listener
     * @param calm whether it has to be ready: nobody floods it
     */
    public void look(URI admin, boolean calm) {
        long begun = System.nanoTime();
        try {
            live(HttpConnection.once(admin, "GET", "/health/live", patience), begun);
            ready(HttpConnection.once(admin, "GET", "/health/ready", patience), calm, begun);
            audit(AuditPage.of(admin, patience));
            metrics(Metrics.of(admin, patience), begun);
            looks++;
        } catch (IOException e) {
            if (!outages.since(begun)) {
                violations.add("admin listener", e.toString());
            }
        }
    }

    void live(HttpConnection.Answer answer, long begun) {
        if (answer.status() != OK && !outages.since(begun)) {
            violations.add("not alive", answer.status() + " " + answer.body());
        }
    }

    void ready(HttpConnection.Answer answer, boolean calm, long begun) {
        boolean says = answer.status() == OK
                || (answer.status() == UNAVAILABLE && answer.body().contains("\"reason\""));
        if (!says) {
            violations.add("readiness", "answered " + answer.status() + " " + answer.body());
        } else if (calm && answer.status() != OK && !outages.since(begun)) {
            violations.add("not ready", "although nobody floods it: " + answer.body());
        }
    }

    void audit(AuditPage page) {
        if (page.count() > 0) {
            violations.add("audit mismatch", page.count() + ": " + page.mismatches());
        }
    }

    void metrics(Metrics metrics, long begun) {
        for (String name : ZERO) {
            long value = metrics.sum(name);
            if (value != 0) {
                violations.add("figure that must be zero", name + " is " + value);
            }
            if (metrics.text().contains(family(name))) {
                untold.remove(name);
            }
        }
        if (metrics.sum("hub_engine_up") != 1 && !outages.since(begun)) {
            violations.add("engine down", "hub_engine_up is not 1");
        }
    }

    private static String family(String name) {
        int labels = name.indexOf('{');
        return labels < 0 ? name : name.substring(0, labels);
    }

    /** At the end: what was never told was never looked at. */
    public void judge() {
        untold.forEach(name -> violations.add("figure that must be zero", name + " was never told"));
    }

    /** Complete ones. */
    public long looks() {
        return looks;
    }
}
