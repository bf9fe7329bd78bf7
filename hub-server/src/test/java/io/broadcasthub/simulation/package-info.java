/**
 * The whole hub on one thread, in virtual time, with every choice drawn from one seed (docs/simulation.md). The hub is the real one;
 * its platform, its engine's link and its clients are simulated.
 */
@NullMarked
package io.broadcasthub.simulation;

import org.jspecify.annotations.NullMarked;
