package io.broadcasthub.session;

/** What would be left behind if the session layer were wrong. On the loop. */
public final class PlantedSessions {
    private PlantedSessions() {}

    /** The loop forgets a session that goes on. */
    public static void lose(Session session) {
        session.loop().remove(session);
    }

    public static void putBack(Session session) {
        session.loop().add(session);
    }
}
