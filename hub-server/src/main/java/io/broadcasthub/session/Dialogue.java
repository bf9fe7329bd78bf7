package io.broadcasthub.session;

/** What a connection and the hub tell each other; never both, since who sends frames makes no requests any more. */
sealed interface Dialogue permits RequestPhase, Conversation {}
