package io.broadcasthub.limits;

/**
 * The level of one resource, with the memory that keeps it from swinging: a level is entered when several samples in a row
 * call for it, and left when several in a row do not uphold it. Used by the governor's thread alone.
 */
final class Pressure {
    /** Samples in a row after which a level is left. */
    static final int CALM = 3;

    private final Resource resource;
    private LoadLevel level = LoadLevel.NORMAL;
    private int above;
    private LoadLevel lowestAbove = LoadLevel.REFUSE;
    private int below;
    private LoadLevel highestBelow = LoadLevel.NORMAL;

    Pressure(Resource resource) {
        this.resource = resource;
    }

    LoadLevel level() {
        return level;
    }

    /** Takes one sample into account. */
    LoadLevel update(double pressure) {
        rise(resource.entered(pressure));
        fall(resource.upheld(pressure));
        return level;
    }

    private void rise(LoadLevel entered) {
        if (!entered.isAbove(level)) {
            above = 0;
            return;
        }
        lowestAbove = above == 0 ? entered : LoadLevel.min(lowestAbove, entered);
        if (++above >= resource.confirmations()) {
            level = lowestAbove;
            above = 0;
        }
    }

    private void fall(LoadLevel upheld) {
        if (!level.isAbove(upheld)) {
            below = 0;
            return;
        }
        highestBelow = below == 0 ? upheld : LoadLevel.max(highestBelow, upheld);
        if (++below >= CALM) {
            level = highestBelow;
            below = 0;
        }
    }
}
