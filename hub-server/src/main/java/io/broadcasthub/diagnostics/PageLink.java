package io.broadcasthub.diagnostics;

/** Another address of the same listener, in a cell of a table. */
public record PageLink(String target) {
    @Override
    public String toString() {
        return target;
    }
}
