package io.broadcasthub.server;

import io.broadcasthub.session.Admission;

/** One listener's side of the load: how many have come in, and whether it accepts more. */
record Door(Admission admission, AcceptGate gate) {}
