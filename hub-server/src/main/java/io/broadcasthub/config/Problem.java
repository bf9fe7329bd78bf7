package io.broadcasthub.config;

import java.util.List;

/**
 * One thing wrong with a configuration.
 *
 * @param keys the keys concerned, the one to report it at first
 * @param text what is wrong and what to write instead
 */
record Problem(List<String> keys, String text) {
    Problem(String key, String text) {
        this(List.of(key), text);
    }

    String key() {
        return keys.get(0);
    }

    @Override
    public String toString() {
        return key() + ": " + text;
    }
}
