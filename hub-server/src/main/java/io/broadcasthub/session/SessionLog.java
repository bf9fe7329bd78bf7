package io.broadcasthub.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log lines of a connection's life, all at debug. */
final class SessionLog {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private SessionLog() {}

    static void closing(Session session, CloseReason reason) {
        log.atDebug()
                .addKeyValue("session", session::name)
                .addKeyValue("code", reason.code().code())
                .addKeyValue("reason", reason.text())
                .log("closing");
    }

    static void closed(Session session) {
        log.atDebug()
                .addKeyValue("session", session::name)
                .addKeyValue("transport", session.transport())
                .log("closed");
    }

    static void timedOut(Session session) {
        log.atDebug()
                .addKeyValue("session", session::name)
                .addKeyValue("state", session.state())
                .log("timed out");
    }

    static void failed(Session session, Throwable cause) {
        log.atError().addKeyValue("session", session::name).setCause(cause).log("request failed");
    }
}
