/**
 * Java client of the hub: {@link io.broadcasthub.client.HubClient} connects, publishes with acknowledgement, subscribes,
 * reconnects and resumes. Everything a client does runs on its own threads; see the class for which.
 */
@NullMarked
package io.broadcasthub.client;

import org.jspecify.annotations.NullMarked;
