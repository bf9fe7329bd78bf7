package io.broadcasthub.session;

import java.io.IOException;
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

    /** A peer that broke off is an event; anything else is a defect. */
    static void failed(Session session, Throwable cause) {
        (cause instanceof IOException ? log.atDebug() : log.atError())
                .addKeyValue("session", session::name)
                .setCause(cause)
                .log("connection failed");
    }
}
