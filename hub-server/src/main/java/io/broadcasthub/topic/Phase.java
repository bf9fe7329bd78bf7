package io.broadcasthub.topic;

/** What keeps a cursor from simply following its log; never both, since only what has begun can fall behind. */
sealed interface Phase permits Opening, Conflation {}
