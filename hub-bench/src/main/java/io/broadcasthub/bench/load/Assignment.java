package io.broadcasthub.bench.load;

import java.io.Serializable;

/**
 * What a worker process is told.
 *
 * @param crowd number of the crowd; the worker makes it of the plan when it first hears of it
 */
record Assignment(int crowd, CrowdPlan plan, Order order) implements Serializable {}
