package io.broadcasthub.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.netty.util.ResourceLeakDetector;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the hub and Netty complain of is a defect, unless the simulation did it. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String[] LOGGERS = {"io.broadcasthub", "io.netty"};

    private final Thread owner = Thread.currentThread();
    private @Nullable String complaint;

    LogWatch() {
        start();
        for (String name : LOGGERS) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.addAppender(this);
            logger.setAdditive(Boolean.getBoolean("simulation.log"));
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean netty = event.getLoggerName().startsWith("io.netty");
        boolean bad = event.getLevel().isGreaterOrEqual(netty ? Level.WARN : Level.ERROR);
        if (bad && complaint == null && Thread.currentThread() == owner && !isOurs(event)) {
            complaint = event.getFormattedMessage() + ' ' + event.getKeyValuePairs() + cause(event.getThrowableProxy());
        }
    }

    private static boolean isOurs(ILoggingEvent event) {
        if (event.getLoggerName().equals(ResourceLeakDetector.class.getName())) {
            // It speaks when the collector ran, of what was lost before; what is lost here the allocator counts.
            return true;
        }
        for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (message.contains("simulated") || message.contains("Too many open files")) {
                return true;
            }
        }
        return event.getFormattedMessage().contains("simulated");
    }

    private static String cause(@Nullable IThrowableProxy t) {
        return t == null
                ? ""
                : ": " + t.getClassName() + ' ' + t.getMessage() + " at " + t.getStackTraceElementProxyArray()[0];
    }

    /** @throws Violation if there was any complaint */
    void check() {
        if (complaint != null) {
            throw new Violation("log", complaint);
        }
    }

    @Override
    public void close() {
        for (String name : LOGGERS) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.detachAppender(this);
            logger.setAdditive(true);
        }
    }
}
