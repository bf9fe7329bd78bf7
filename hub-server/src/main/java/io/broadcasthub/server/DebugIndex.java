package io.broadcasthub.server;

import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.PageLink;
import io.broadcasthub.diagnostics.Table;

/** {@code /debug}: what there is to ask. */
final class DebugIndex {
    private DebugIndex() {}

    static Page page() {
        Table pages = new Table("pages", "address", "answers");
        add(pages, "/debug/audit", "does the hub hold anything it should not?");
        add(pages, "/debug/connections", "who is connected, in what state?");
        add(pages, "/debug/connections?group=state,topic", "how many are in the same state?");
        add(pages, "/debug/growth", "does a group of silent connections only grow, as when something leaks?");
        add(pages, "/debug/loops", "is an event loop late, and is it busy or blocked?");
        add(pages, "/debug/threads", "what are the threads doing?");
        add(pages, "/debug/threads?view=flame", "the same as a flame graph");
        add(pages, "/debug/profile?event=cpu&seconds=10", "where does processor time go?");
        add(pages, "/debug/profile?event=alloc&seconds=10", "what is allocated, and where?");
        add(pages, "/debug/profile?event=lock&seconds=10", "who waits for whom?");
        add(pages, "/debug/load", "how loaded is the hub, and what did it refuse?");
        add(pages, "/metrics", "everything that is counted");
        add(pages, "/health/ready", "does it take new connections?");
        return new Page("diagnostics").with(pages);
    }

    private static void add(Table pages, String address, String answers) {
        pages.add(new PageLink(address), answers);
    }
}
