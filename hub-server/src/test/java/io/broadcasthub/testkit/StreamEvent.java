package io.broadcasthub.testkit;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event of a stream.
 *
 * @param id as set by this event; empty if it sets none
 * @param event empty if it has no name
 * @param retry empty if it sets none
 * @param comment whether it is nothing but a comment
 */
public record StreamEvent(String id, String event, String data, String retry, boolean comment) {
    public JsonNode json() {
        return Json.parse(data);
    }
}
