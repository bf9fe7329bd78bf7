package io.broadcasthub.client;

import java.time.Duration;

/**
 * Where a client's connection stands. Observed with {@link HubClient#state()} and
 * {@link HubClientBuilder#onState(java.util.function.Consumer)}; immutable.
 */
public sealed interface ConnectionState {
    /** Nothing has been asked of the client yet, so it has not connected. */
    record Idle() implements ConnectionState {}

    /** A connection attempt is under way: TCP, TLS, the upgrade (RFC 6455 section 4) and the hub's welcome. */
    record Connecting() implements ConnectionState {}

    /**
     * The hub has welcomed the client.
     *
     * @param session the hub's name for the connection, as in its logs
     */
    record Connected(String session) implements ConnectionState {}

    /**
     * There is no connection; the next attempt follows by itself.
     *
     * @param delay how long until then, counted from when this state was entered
     * @param reason why the last attempt or connection ended; for people
     */
    record Waiting(Duration delay, String reason) implements ConnectionState {}

    /**
     * The client is at its end and does not come back; make a new one.
     *
     * @param reason why: {@link HubClientException.Reason#CLOSED} after {@link HubClient#close()}, otherwise what the hub
     *     gave as its reason for not wanting this client back
     */
    record Closed(HubClientException reason) implements ConnectionState {}
}
