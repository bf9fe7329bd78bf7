package io.broadcasthub.bench;

import java.util.List;

/** What a scenario takes where nothing else was said. */
record Defaults(int subscribers, int topics, List<Double> rates) {}
