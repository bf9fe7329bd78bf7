package io.broadcasthub.limits;

import java.util.Locale;

/**
 * What the hub can run out of, and how its shortage is told from a passing peak. Pressure is what is used over what there is;
 * at 1 new work that needs the resource is refused.
 */
public enum Resource {
    /** The limit itself is kept by the listener's {@code Admission}, to the connection; here it only shows. */
    CONNECTIONS(0.95, 0.98, 1, false, false),
    /** The listener is kept closed meanwhile; who waited then is let in as soon as it opens. */
    DESCRIPTORS(0.95, 0.99, 1, true, false),
    /** A loop is late now and then: a collection of garbage, a burst of handshakes. Late for a while it is overloaded. */
    LOOP_DELAY(0.1, 0.9, 4, false, true),
    QUEUED_BYTES(0.5, 0.9, 2, false, true),
    HEAP(0.9, 0.97, 1, true, true),
    DIRECT_MEMORY(0.9, 0.97, 1, true, true);

    private final double shed;
    private final double leave;
    private final int confirmations;
    private final boolean hard;
    private final boolean needed;

    /**
     * @param shed pressure at which what is not core is left out
     * @param leave a level is left below this part of the pressure at which it is entered
     * @param confirmations samples in a row that it takes to enter a level
     * @param hard whether the hub breaks without it: nothing more is let in then, instead of less and less
     * @param needed whether all new work needs it
     */
    Resource(double shed, double leave, int confirmations, boolean hard, boolean needed) {
        this.shed = shed;
        this.leave = leave;
        this.confirmations = confirmations;
        this.hard = hard;
        this.needed = needed;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Pressure at which what is not core is left out. */
    public double shed() {
        return shed;
    }

    boolean isHard() {
        return hard;
    }

    boolean isNeeded() {
        return needed;
    }

    int confirmations() {
        return confirmations;
    }

    /** The level that the pressure calls for. */
    LoadLevel entered(double pressure) {
        return level(pressure, 1);
    }

    /** The level that the pressure still upholds. */
    LoadLevel upheld(double pressure) {
        return level(pressure, leave);
    }

    private LoadLevel level(double pressure, double part) {
        if (pressure >= part) {
            return LoadLevel.REFUSE;
        }
        return pressure >= shed * part ? LoadLevel.SHED : LoadLevel.NORMAL;
    }
}
