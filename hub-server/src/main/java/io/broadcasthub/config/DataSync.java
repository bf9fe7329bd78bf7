package io.broadcasthub.config;

/** What a publish waits for when there is a data directory. */
public enum DataSync {
    /** The operating system has the message: it survives the end of the hub's process. */
    OS,
    /** The disk has it: it survives the end of the machine. */
    FSYNC
}
