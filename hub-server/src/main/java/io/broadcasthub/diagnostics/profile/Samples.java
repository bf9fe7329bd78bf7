package io.broadcasthub.diagnostics.profile;

import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.diagnostics.StackTree;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** Makes stacks with counts of what was recorded. One thread, single use. */
interface Samples {
    /** Names of the recorder's events that tell of it, each with the setting that says how many there are. */
    Map<String, Setting> events();

    /** A setting of an event. */
    record Setting(String name, String value) {}

    StackProfile.Unit unit();

    /** Recording ends now; events follow. */
    default void stopped() {}

    /** One of the subject's events, in no particular order. */
    void take(RecordedEvent event);

    /** All there is to say, once every event was taken. */
    StackTree tree();
}
