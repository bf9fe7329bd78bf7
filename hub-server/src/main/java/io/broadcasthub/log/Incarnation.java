package io.broadcasthub.log;

/**
 * One life of a log, in which offsets count. It is the same object as long as the log lives, so that a reader sees by identity
 * whether its place still holds.
 */
public interface Incarnation {
    /** Names it among all there were of the log. */
    String epoch();
}
