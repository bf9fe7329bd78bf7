package io.broadcasthub.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class writes to its log, from now until it is closed. */
public final class LogEvents implements AutoCloseable {
    private final Logger log;
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    public LogEvents(Class<?> of) {
        log = (Logger) LoggerFactory.getLogger(of);
        told.start();
        log.addAppender(told);
    }

    public List<ILoggingEvent> all() {
        return told.list;
    }

    @Override
    public void close() {
        log.detachAppender(told);
    }
}
