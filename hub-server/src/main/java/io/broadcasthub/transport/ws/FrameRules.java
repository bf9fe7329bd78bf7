package io.broadcasthub.transport.ws;

/** How one client's frames are read. */
record FrameRules(WebSocketLimits limits, Compression compression) {}
