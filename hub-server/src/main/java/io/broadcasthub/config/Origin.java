package io.broadcasthub.config;

/** @param value scheme, host and port as browsers send it, lower case, default port left out; or {@code *} for any */
public record Origin(String value) {
    public boolean isAny() {
        return value.equals("*");
    }

    @Override
    public String toString() {
        return value;
    }
}
