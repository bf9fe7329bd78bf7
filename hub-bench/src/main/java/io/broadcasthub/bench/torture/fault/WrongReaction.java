package io.broadcasthub.bench.torture.fault;

/** The hub took a fault otherwise than it has to. */
final class WrongReaction extends Exception {
    private static final long serialVersionUID = 1;

    WrongReaction(String what) {
        super(what);
    }

    static void unless(boolean fine, String what) throws WrongReaction {
        if (!fine) {
            throw new WrongReaction(what);
        }
    }
}
