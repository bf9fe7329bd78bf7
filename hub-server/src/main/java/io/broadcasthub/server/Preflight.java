package io.broadcasthub.server;

import io.broadcasthub.config.HostPort;
import io.broadcasthub.session.Admission;
import io.netty.util.internal.PlatformDependent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at the start what the hub may use. Before it listens, on purpose: it takes a log line through all that writing one
 * needs (time zones are read from a file), which must not happen for the first time when there is no descriptor left.
 */
final class Preflight {
    private static final Logger log = LoggerFactory.getLogger(Preflight.class);

    private Preflight() {}

    static void tell(Platform platform, Admission admission) {
        log.atInfo()
                .addKeyValue("descriptors", platform.files().limit())
                .addKeyValue("max-connections", admission.maxOpen())
                .addKeyValue("heap", Runtime.getRuntime().maxMemory())
                .addKeyValue("direct-memory", PlatformDependent.maxDirectMemory())
                .log("limits of this process");
    }

    /** Not refused: probes and scrapers often come from elsewhere, over a network that is nobody else's. */
    static void warnOfAdmin(HostPort admin) {
        if (!admin.isLoopback()) {
            log.atWarn()
                    .addKeyValue("admin", admin)
                    .log("the admin address can be reached from other machines, and has no authentication: whoever"
                            + " reaches it reads metrics, connections and threads, and takes profiles; bind loopback,"
                            + " like 127.0.0.1:8081, or let a firewall admit operators only");
        }
    }
}
